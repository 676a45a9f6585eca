/** Problems for languages whose programs are run whole: arguments come in as lines of text, the answer is what is printed. */
import type { Args, Problem, Value } from '../bank/problem.ts'
import type { Opened, Outcome } from '../sandbox/sandbox.ts'

/** Numbers and texts as they are, a line each; a list begins with a line that says how long it is. */
export function inputLines(args: Args): string {
  return args.map((value) => `${linesOf(value)}\n`).join('')
}

function linesOf(value: Value): string {
  if (!isList(value)) return isPlain(value) ? String(value) : JSON.stringify(value)
  if (value.every(isList) && value.length > 0) return [value.length, ...value.map(rowOf)].join('\n')
  if (value.some((one) => !isPlain(one))) return JSON.stringify(value)
  return `${value.length}\n${value.join(value.some((one) => typeof one === 'string') ? '\n' : ' ')}`
}

/** Of a list of lists: numbers stand behind their count, texts below it. */
function rowOf(row: readonly Value[]): string {
  if (row.some((one) => !isPlain(one))) return JSON.stringify(row)
  return [row.length, ...row].join(row.some((one) => typeof one === 'string') ? '\n' : ' ')
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
const isPlain = (value: Value): boolean => typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'

/** How an answer is printed, for all to see. */
export function printedAnswer(value: Value): string {
  if (!isList(value)) return isPlain(value) ? String(value) : JSON.stringify(value)
  if (value.every(isList)) return value.map((row) => row.join(' ')).join('\n')
  return value.join(value.some((one) => typeof one === 'string') ? '\n' : ' ')
}

/** JSON of what was printed, read as the problem's answers are; JSON of that shape is taken as well. */
export function answerOf(printed: string, returns: string): string {
  const text = printed.trimEnd()
  const json = jsonOf(text)
  if (json !== undefined && (returns.endsWith(']') ? isList(json) : typeof json === returns)) return JSON.stringify(json)
  return JSON.stringify(read(text, returns))
}

function read(text: string, returns: string): Value {
  const lines = text === '' ? [] : text.split('\n').map((line) => line.trimEnd())
  if (returns === '[number, number]') return read(text, 'number[]')
  if (returns.endsWith('[][]') || returns.endsWith('][]')) return lines.map((line) => wordsOf(line).map(returns.includes('string') ? String : scalar))
  if (returns === 'string[]') return lines
  if (returns.endsWith('[]')) return wordsOf(text).map(scalar)
  return returns === 'string' ? text : scalar(text.trim())
}

const wordsOf = (line: string): string[] => line.split(/\s+/).filter((word) => word !== '')

function scalar(word: string): Value {
  if (/^(true|false)$/i.test(word)) return word.toLowerCase() === 'true'
  const number = Number(word)
  return word !== '' && Number.isFinite(number) ? number : word
}

function jsonOf(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}

/** A program that is judged like a function: what it prints is what it returns. */
export function printing(opened: Opened, { returns }: Pick<Problem, 'returns'>): Opened {
  const asked = (args: string) => ({ stdin: inputLines(JSON.parse(args) as Args), args: '[]' })
  const answered = (outcome: Outcome): Outcome => (outcome.kind === 'ok' ? { ...outcome, value: answerOf(outcome.stdout, returns) } : outcome)
  return {
    run: async ({ args }) => answered(await opened.run(asked(args))),
    alone: async ({ args }) => answered(await opened.alone(asked(args))),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}
