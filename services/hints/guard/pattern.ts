/** Patterns over folded text that are tried only on text with the words they need: most sentences need none of the many patterns. */
import type { Folded } from './fold.ts'

export interface Pattern {
  readonly expression: RegExp
  /** Of each of these, one must begin a word of the text. */
  readonly needs: readonly (readonly string[])[]
}

const longestBeginning = 4
const gap = /\\b\.\{0,\d+\}\??\\b/

/** @param expression over lower-case words with single spaces, its parts apart by `\b.{0,n}\b`. */
export function pattern(expression: RegExp): Pattern {
  const needs = parts(expression.source)
    .map((part) => beginnings(part))
    .filter((list) => !list.includes(''))
  return { expression, needs: needs.toSorted((a, b) => a.length - b.length) }
}

export function matches({ expression, needs }: Pattern, text: string, begun: ReadonlySet<string>): boolean {
  return needs.every((list) => list.some((beginning) => begun.has(beginning))) && expression.test(text)
}

/** Every beginning of every word, up to the longest that a pattern asks for. */
export function beginningsOf({ tokens }: Pick<Folded, 'tokens'>): Set<string> {
  const found = new Set<string>()
  for (const token of tokens) for (let size = 1; size <= longestBeginning && size <= token.length; size += 1) found.add(token.slice(0, size))
  return found
}

/** The source cut at its gaps, but not within a group. */
function parts(source: string): string[] {
  const whole: string[] = []
  let open = ''
  for (const piece of source.split(gap)) {
    open = open === '' ? piece : `${open}.*${piece}`
    if (depth(open) !== 0) continue
    whole.push(open)
    open = ''
  }
  if (open !== '') throw new RangeError(`a group does not end in ${source}`)
  return alternatives(source).length > 1 ? [source] : whole
}

function depth(source: string): number {
  return (source.match(/\(/g)?.length ?? 0) - (source.match(/\)/g)?.length ?? 0)
}

/** How a match of the source can begin; `''` when that can be anything. */
function beginnings(source: string): string[] {
  return [...new Set(alternatives(source).flatMap(beginningsOfSequence))]
}

function beginningsOfSequence(source: string): string[] {
  const rest = source.replace(/^\\b/, '')
  if (!rest.startsWith('(')) return [literal(rest)]
  const end = groupEnd(rest)
  const after = rest.slice(end + 1)
  if (!rest.startsWith('(?:')) return ['']
  const optional = /^[?*]|^\{0,/.test(after)
  const inner = beginnings(rest.slice(3, end))
  return optional ? [...inner, ...beginnings(after.replace(/^(?:[?*]|\{0,\d*\})\??/, ''))] : inner
}

/** Letters that every match begins with; a letter that may be missing is left out. */
function literal(source: string): string {
  const letters = /^[a-z0-9]*/.exec(source)?.[0] ?? ''
  const sure = /^[?*{]/.test(source.slice(letters.length)) ? letters.slice(0, -1) : letters
  return sure.slice(0, longestBeginning)
}

function alternatives(source: string): string[] {
  const list: string[] = []
  let nesting = 0
  let start = 0
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]
    if (sign === '(') nesting += 1
    else if (sign === ')') nesting -= 1
    else if (sign === '|' && nesting === 0) {
      list.push(source.slice(start, at))
      start = at + 1
    }
  }
  return [...list, source.slice(start)]
}

function groupEnd(source: string): number {
  let nesting = 0
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '(') nesting += 1
    else if (source[at] === ')') nesting -= 1
    if (nesting === 0) return at
  }
  throw new RangeError(`a group does not end in ${source}`)
}
