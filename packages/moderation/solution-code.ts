/** A written-out solution: it would take the thinking away from who reads it. */
import type { Reason } from './verdict.ts'

/** A line of a program, by its shape; a value such as "nums = [2, 7]" is an example, not a program. */
const codeLine = [
  /^\s*(?:def|class|func|function|fn|public|private|protected|static|void|impl)\b[^\n]{0,200}[({:]/,
  /^\s*(?:if|elif|else if|for|foreach|while|switch|try|catch|except|with)\b[^\n]{0,200}[:{]\s*$/,
  /^\s*(?:return|yield|continue|break|raise|throw)\b[^\n]{0,200};?\s*$/,
  /^\s*(?:const|let|var|int|long|auto|String|vector<|List<|Map<|HashMap<)[^\n]{0,200}=[^\n]{0,200};?\s*$/,
  /^\s*[\w.[\]]{1,60}(?:\s*[-+*/%|&^]?=\s*)(?!.*\b(?:is|are|means|because|so)\b)[^\n]{0,200}[)\];\w]\s*$/,
  /^\s*[\w.]{1,60}\([^\n]{0,200}\)\s*;?\s*$/,
  /^\s*[{}]\s*;?\s*$/,
  /^\s*#include\b|^\s*(?:import|from)\s+[\w.{]/,
]
/** Without one of these a few lines are values or steps, not a solution. */
const control = /^\s*(?:def|func|function|fn|for|while|public|class)\b|\breturn\b|=>/
const fewestLines = 4

export function solutionCode(text: string): readonly Reason[] {
  return blocksOf(text)
    .filter(({ lines }) => lines.length >= fewestLines && lines.some((line) => control.test(line)))
    .map(({ start, end }) => ({
      code: 'solution_code',
      weight: 'review',
      message: 'This looks like a written-out solution. Say the idea in words, so that others can still find it.',
      start,
      end,
    }))
}

interface Block {
  readonly lines: readonly string[]
  readonly start: number
  readonly end: number
}

/** Lines of code that follow each other; an empty line between them does not part them. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  let at = 0
  for (const line of text.split('\n')) {
    const end = at + line.length
    if (codeLine.some((shape) => shape.test(line.slice(0, 500)))) {
      open = open === undefined ? { lines: [line], start: at, end } : { lines: [...open.lines, line], start: open.start, end }
    } else if (line.trim() !== '' && open !== undefined) {
      blocks.push(open)
      open = undefined
    }
    at = end + 1
  }
  return open === undefined ? blocks : [...blocks, open]
}
