/** Patterns over folded text that are tried only on text with the words they need: most sentences need none of the many patterns. */
import { type Folded, longestBeginning } from './fold.ts'

/** What belongs to one pattern. */
interface Entry<Value> {
  readonly expression: RegExp
  readonly value: Value
  /** Of each of these, one must begin a word of the text. */
  readonly needs: readonly (readonly string[])[]
}

export interface PatternIndex<Value> {
  /** The values of all patterns that occur. */
  readonly matches: (text: Folded) => Iterable<Value>
}

/** @param patterns over lower-case words with single spaces, their parts apart by `\b.{0,n}\b`. */
export function patternIndex<Value>(patterns: Iterable<readonly [RegExp, Value]>): PatternIndex<Value> {
  const anywhere: Entry<Value>[] = []
  const byBeginning = new Map<string, Entry<Value>[]>()
  for (const [expression, value] of patterns) {
    const entry = { expression, value, needs: needsOf(expression) }
    const [rarest] = entry.needs
    if (rarest === undefined) anywhere.push(entry)
    for (const beginning of rarest ?? []) byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), entry])
  }
  return {
    *matches({ text, beginnings }) {
      const candidates = new Set(anywhere)
      for (const beginning of beginnings) for (const entry of byBeginning.get(beginning) ?? []) candidates.add(entry)
      for (const { expression, value, needs } of candidates) {
        if (needs.every((list) => list.some((beginning) => beginnings.has(beginning))) && expression.test(text)) yield value
      }
    },
  }
}

/** @returns for each part of the expression what it can begin with, the rarest first; parts that can begin with anything are left out. */
export function needsOf({ source }: RegExp): readonly (readonly string[])[] {
  return parts(source)
    .map((part) => beginningsOf(part))
    .filter((list) => !list.includes(''))
    .toSorted((a, b) => a.length - b.length)
}

const gap = /\\b\.\{0,\d+\}\??\\b/

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
function beginningsOf(source: string): string[] {
  return [...new Set(alternatives(source).flatMap(beginningsOfSequence))]
}

function beginningsOfSequence(source: string): string[] {
  const rest = source.replace(/^\\b/, '')
  if (!rest.startsWith('(')) return [literal(rest)]
  const end = groupEnd(rest)
  const after = rest.slice(end + 1)
  if (!rest.startsWith('(?:')) return ['']
  const optional = /^[?*]|^\{0,/.test(after)
  const inner = beginningsOf(rest.slice(3, end))
  return optional ? [...inner, ...beginningsOf(after.replace(/^(?:[?*]|\{0,\d*\})\??/, ''))] : inner
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
