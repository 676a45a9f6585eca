/** Reads what somebody claims of a program's growth, in signs or in words, as the families that are measured. */
import { sentences } from '../answers/text.ts'

export type Family = '1' | 'log n' | 'n' | 'n log n' | 'n^2' | 'n^3' | '2^n'

export interface GrowthClaim {
  readonly of: 'time' | 'space'
  readonly family: Family
  readonly start: number
  readonly end: number
}

const families: readonly Family[] = ['1', 'log n', 'n', 'n log n', 'n^2', 'n^3', '2^n']

/** @returns below zero when `one` grows more slowly; undefined when one of them is unknown. */
export function compareGrowth(one: string, other: string): number | undefined {
  const [a, b] = [families.indexOf(one as Family), families.indexOf(other as Family)]
  return a < 0 || b < 0 ? undefined : a - b
}

const signs = /\b[OΘθ]\s?\(\s*([^()]{1,24}(?:\([^()]{1,8}\))?[^()]{0,8})\s*\)/gu

const phrases: readonly (readonly [Family, RegExp])[] = [
  ['n log n', /\bn log n\b|\blinearithmic\b|\bn times log n\b/giu],
  ['n^3', /\bcubic\b|\bn cubed\b/giu],
  ['n^2', /\bquadratic(?:ally)?\b|\bn squared\b|\bsquare of (?:n|the (?:size|length|input))\b/giu],
  ['2^n', /\bexponential(?:ly)?\b|\btwo to the n\b/giu],
  ['log n', /\blogarithmic(?:ally)?\b|\blog(?:arithmic)? time\b|(?<!\bn )\blog n\b/giu],
  ['1', /\bconstant (?:time|space|memory|extra)\b|\bno extra (?:space|memory)\b/giu],
  ['n', /\blinear(?:ly)?\b(?! (?:search|scan|probing))/giu],
]

/** Sentence by sentence; a claim says time, unless its words speak of space. Denials and questions claim nothing. */
export function growthClaims(text: string): GrowthClaim[] {
  return sentences(text.slice(0, 20_000)).flatMap((sentence) => {
    if (/[?？]["'”’)\]]*$/u.test(sentence.text)) return []
    const found = [...bySign(sentence.text), ...byPhrase(sentence.text)].toSorted((a, b) => a.start - b.start)
    const apart = found.filter((claim, at) => at === 0 || claim.start >= (found[at - 1]?.end ?? 0))
    return apart
      .filter(({ start }) => !denied(sentence.text, start))
      .map((claim) => ({ ...claim, of: subjectOf(sentence.text, claim), start: claim.start + sentence.start, end: claim.end + sentence.start }))
  })
}

interface Found {
  readonly family: Family
  readonly start: number
  readonly end: number
}

function bySign(text: string): Found[] {
  return Array.from(text.matchAll(signs), (match) => ({
    family: familyOf(match[1] ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  })).filter((found): found is Found => found.family !== undefined)
}

function byPhrase(text: string): Found[] {
  return phrases.flatMap(([family, pattern]) =>
    Array.from(text.matchAll(pattern), (match) => ({ family, start: match.index, end: match.index + match[0].length })),
  )
}

/** What stands within O(…): any single letter is the size. */
function familyOf(inside: string): Family | undefined {
  const term = inside
    .toLowerCase()
    .replace(/\s+|\*|·|×/g, '')
    .replace(/²/g, '^2')
    .replace(/³/g, '^3')
    .replace(/\^\(?(\w)\)?/g, '^$1')
  if (/^\d+$/.test(term)) return '1'
  if (/^(?:log2?\(?[a-z]\)?|lg\(?[a-z]\)?)$/.test(term)) return 'log n'
  if (/^[a-z]\(?(?:log2?|lg)\(?[a-z]\)?\)?$/.test(term)) return 'n log n'
  if (/^[a-z]\^2$|^([a-z])\1$|^[a-z]2$/.test(term)) return 'n^2'
  if (/^[a-z]\^3$|^[a-z]3$/.test(term)) return 'n^3'
  if (/^2\^[a-z]$/.test(term)) return '2^n'
  return /^(?:[a-z]|[a-z](?:\+[a-z])+|\d[a-z]|\w{2,12})$/.test(term) && !/^\d/.test(term.replace(/^\d(?=[a-z]$)/, '')) ? 'n' : undefined
}

function subjectOf(text: string, { start, end }: Found): GrowthClaim['of'] {
  const after = text.slice(end, end + 24)
  if (/^\W{0,3}(?:extra |of |for )?(?:space|memory)\b/iu.test(after)) return 'space'
  if (/^\W{0,3}(?:in |of )?(?:time|running|runtime)\b/iu.test(after)) return 'time'
  const here = text.slice(start, end)
  if (/space|memory/iu.test(here)) return 'space'
  const before = text.slice(Math.max(0, start - 50), start)
  const space = before.toLowerCase().search(/\b(?:space|memory|extra|stored?)\b(?!.*\b(?:time|runs?|runtime|takes)\b)/u)
  return space >= 0 ? 'space' : 'time'
}

/** Of a way that was not taken, or denied. */
function denied(text: string, start: number): boolean {
  const before = text.slice(0, start)
  if (
    /\b(?:brute[- ]?force|naive\w*|thought of|(?:but|and|since|as|because) (?:that|this) would|could also|too slow|all (?:the )?pairs|every pair|instead of)\b/iu.test(
      before,
    )
  )
    return true
  return /\b(?:not|isn['’]t|never|rather than|instead of|better than|worse than|avoid(?:s|ing)?)\s+(?:\w+\s){0,2}$/iu.test(
    text.slice(Math.max(0, start - 40), start),
  )
}
