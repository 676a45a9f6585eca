/** Reads the notes of `knowledge/`: a topic a section, a letter at the start of each line says what it is. See knowledge/README.md. */
import type { Diagram } from '../storyboard/storyboard.ts'
import { type Asked, type Entry, type Stop, type Subject, subjects, type Told } from './entry.ts'

interface Draft {
  hook: string[]
  idea: Told[]
  cost: Told[]
  traps: Told[]
  quiz: Asked[]
  tour: Stop[]
  code?: { language: 'python' | 'javascript' | 'sql' | 'text'; lines: string[] }
  drawing?: { title: string; diagram: Diagram; say: string[] }
  head: readonly string[]
}

/** @throws for notes that cannot be read: they are ours. */
export function readNotes(text: string): readonly Entry[] {
  const drafts: Draft[] = []
  let fenced = false
  for (const line of text.split('\n')) {
    const draft = drafts.at(-1)
    if (line.startsWith('```')) {
      fenced = !fenced
      if (fenced && draft !== undefined) draft.code = { language: languageOf(line.slice(3)), lines: [] }
    } else if (fenced) draft?.code?.lines.push(line)
    else if (line.startsWith('## ')) drafts.push({ hook: [], idea: [], cost: [], traps: [], quiz: [], tour: [], head: parts(line.slice(3), '|') })
    else if (draft !== undefined && line.trim() !== '') readLine(draft, line)
  }
  return drafts.map(toEntry)
}

const languageOf = (name: string) => (name === 'python' || name === 'javascript' || name === 'sql' ? name : 'text')
const parts = (line: string, by: string): string[] => line.split(by).map((part) => part.trim())

function told(rest: string): Told {
  const [shown = '', said = ''] = parts(rest, '::')
  return [shown, said]
}

const readers: Readonly<Record<string, (draft: Draft, rest: string) => void>> = {
  '?': (draft, rest) => void draft.hook.push(rest),
  '*': (draft, rest) => void draft.idea.push(told(rest)),
  $: (draft, rest) => void draft.cost.push(told(rest)),
  '!': (draft, rest) => void draft.traps.push(told(rest)),
  '@': (draft, rest) => {
    const [lines = '', said = ''] = parts(rest, '::')
    const [from = 1, to = from] = lines.split('-').map(Number)
    draft.tour.push([from, to, said])
  },
  '=': (draft, rest) => {
    const [kind = '', title = '', cells = '', edges = ''] = parts(rest, '::')
    draft.drawing = { title, diagram: diagramOf(kind, { cells: cells.split(/\s+/), edges }), say: [] }
  },
  '>': (draft, rest) => {
    const [marks = '', said = ''] = parts(rest, '::')
    if (draft.drawing === undefined) throw new Error(`a step without a drawing: ${rest}`)
    step(draft.drawing.diagram, marks)
    draft.drawing.say.push(said)
  },
  Q: (draft, rest) => {
    const [part = 'idea', question = '', options = '', why = ''] = parts(rest, '::')
    const [right = '', ...wrong] = parts(options, ' / ')
    // The right one is written first, and shown in a place that its words decide.
    const answer = question.length % (wrong.length + 1)
    const shown = wrong.toSpliced(answer, 0, right)
    draft.quiz.push([question, shown, answer, why, part as Asked[4]])
  },
}

function readLine(draft: Draft, line: string): void {
  const reader = readers[line.slice(0, 1)]
  if (reader === undefined) throw new Error(`a line that says nothing: ${line}`)
  reader(draft, line.slice(1).trim())
}

function diagramOf(kind: string, { cells, edges }: { readonly cells: string[]; readonly edges: string }): Diagram {
  if (kind === 'array') return { kind, cells, steps: [] }
  if (kind === 'tree') return { kind, nodes: cells.map((cell) => (cell === '.' ? '' : cell)), steps: [] }
  const pairs = edges
    .split(/\s+/)
    .filter((edge) => edge !== '')
    .map((edge): [number, number] => {
      const [from = 0, to = 0] = edge.split(/[->]/).map(Number)
      return [from, to]
    })
  return { kind: 'graph', nodes: cells, edges: pairs, directed: edges.includes('>'), steps: [] }
}

/** "0 5 i=0": what is marked, and where pointers stand. */
function step(diagram: Diagram, marked: string): void {
  const words = marked.split(/\s+/).filter((word) => word !== '')
  const marks = words.filter((word) => !word.includes('=')).map(Number)
  const pointers = Object.fromEntries(
    words.filter((word) => word.includes('=')).map((word) => [word.split('=')[0] ?? '', Number(word.split('=')[1])]),
  )
  if (diagram.kind === 'array') diagram.steps.push({ marks, pointers })
  else diagram.steps.push({ marks })
}

function toEntry({ head, code, drawing, tour, ...rest }: Draft): Entry {
  const [id = '', title = '', subject = '', difficulty = '', tags = '', aka = '', plans = ''] = head
  if (!subjects.includes(subject as Subject)) throw new Error(`${id} is of no subject: ${subject}`)
  if (difficulty !== 'easy' && difficulty !== 'medium' && difficulty !== 'hard') throw new Error(`${id} has no difficulty`)
  const words = (list: string): string[] => parts(list, ',').filter((word) => word !== '')
  return {
    ...rest,
    ...(code === undefined ? {} : { code: { language: code.language, text: code.lines.join('\n'), tour } }),
    ...(drawing === undefined ? {} : { drawing }),
    id,
    title,
    subject: subject as Subject,
    difficulty,
    tags: words(tags),
    aka: words(aka),
    plans: words(plans),
  }
}
