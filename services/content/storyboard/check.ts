/** Facts of form that a storyboard must meet before anything of it is made: lengths, references, and text that fits its box by measurement. */
import { slideOf } from './slide.ts'
import type { Scene, Storyboard } from './storyboard.ts'

/** Words a minute of the voice; a guess for what is not spoken yet. */
const wordsPerMinute = 165
const shortestSeconds = 20
const longestSeconds = 300

export function faultsOf(board: Storyboard): readonly string[] {
  return [...board.scenes.flatMap((scene, index) => sceneFaults(scene).map((fault) => `scene ${index + 1}: ${fault}`)), ...wholeFaults(board)]
}

/** Turns the direction of what stands beside it, or cannot be seen; ends of lines and tabs stand in code. */
const hidden = /[\p{Cf}\p{Co}\p{Cs}]|(?![\n\t])\p{Cc}/u

const isHidden = (part: unknown): boolean =>
  typeof part === 'string' ? hidden.test(part) : typeof part === 'object' && part !== null && Object.entries(part).flat().some(isHidden)

function sceneFaults(scene: Scene): readonly string[] {
  const faults = scene.narration.flatMap((sentence, index) => {
    const found = slideOf(scene, index).overflowing.map((part) => `the ${part} does not fit`)
    if (sentence.bullets > scene.bullets.length) found.push('a sentence shows more bullets than there are')
    if (sentence.lines !== undefined && sentence.lines[0] > sentence.lines[1]) found.push('lit lines are out of order')
    return found
  })
  const shown = Math.max(0, ...scene.narration.map(({ bullets }) => bullets))
  if (shown < scene.bullets.length) faults.push('a bullet is never shown')
  if (isHidden(scene)) faults.push('it holds characters that cannot be seen')
  return [...new Set([...faults, ...diagramFaults(scene)])]
}

function diagramFaults({ diagram }: Scene): readonly string[] {
  if (diagram === undefined) return []
  const most = diagram.kind === 'array' ? diagram.cells.length : diagram.nodes.length
  const used = [
    ...diagram.steps.flatMap(({ marks }) => marks),
    ...(diagram.kind === 'graph' ? diagram.edges.flat() : []),
    ...(diagram.kind === 'array' ? diagram.steps.flatMap(({ pointers }) => Object.values(pointers)) : []),
  ]
  return used.some((index) => index >= most) ? ['the diagram names what it does not have'] : []
}

function wholeFaults({ title, summary, scenes, quiz }: Storyboard): readonly string[] {
  const faults: string[] = []
  if (isHidden([title, summary, quiz])) faults.push('it holds characters that cannot be seen')
  const seconds = secondsOf(scenes)
  if (seconds < shortestSeconds) faults.push('it is too short')
  if (seconds > longestSeconds) faults.push('it is too long')
  if (scenes[0]?.keyPoint === '') faults.push('the first scene names no chapter')
  for (const { options, answer, scene } of quiz) {
    if (answer >= options.length) faults.push('a question has no such answer')
    if (scene >= scenes.length) faults.push('a question is about no scene')
    if (new Set(options.map((option) => option.toLowerCase())).size < options.length) faults.push('a question has an option twice')
  }
  return [...new Set(faults)]
}

export function secondsOf(scenes: readonly Scene[]): number {
  const words = scenes.flatMap(({ narration }) => narration.map(({ say }) => say.split(/\s+/u).length)).reduce((sum, count) => sum + count, 0)
  return Math.round((words / wordsPerMinute) * 60 + scenes.length)
}
