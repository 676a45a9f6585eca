/** Measures English text as a teacher would: words, sentences, questions, concrete examples and code, with their spans. */

/** UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly text: string
}

const word = /[\p{L}\p{N}]+(?:['’.,_-][\p{L}\p{N}]+)*/gu

/** Words in any script; a number, an identifier or a hyphenated word counts once. */
export function words(text: string): Span[] {
  return spans(text, word)
}

/** An average as it is said: "about one word each", "about 7 words each". */
export function aboutWords(average: number): string {
  const count = Math.round(average)
  return count === 1 ? 'one word' : `${count} words`
}

/** Sentences and lines; a point within a number or a name ends none. */
export function sentences(text: string): Span[] {
  const found: Span[] = []
  let start = 0
  const close = (end: number): void => {
    const piece = text.slice(start, end)
    const trimmed = piece.trim()
    if (trimmed !== '') {
      const from = start + piece.indexOf(trimmed)
      found.push({ start: from, end: from + trimmed.length, text: trimmed })
    }
    start = end
  }
  for (const mark of text.matchAll(/(?<![.!?…。！？؟])[.!?…。！？؟]+["'”’)\]]*(?=\s|$)|\n+/gu)) close(mark.index + mark[0].length)
  close(text.length)
  return found
}

const asks = /[?？؟]["'”’)\]]*$/u
const opensAsking =
  /^(?:(?:what|why|how|which|when|where|who)\s+(?:if|is|are|was|does|do|did|can|could|should|would|will|many|much|about|happens?|exactly|else|kind|part)|(?:is|are|does|do|can|could|should|would|will|may|must)\s+(?:i|it|we|you|there|this|that|the|they|all|any|an?|my|two|both|numbers?|values?))\b/i

/** Sentences that ask, with a question mark or by their first words. */
export function questions(text: string): Span[] {
  return sentences(text).filter((sentence) => asks.test(sentence.text) || opensAsking.test(sentence.text))
}

const fence = /```[\s\S]*?(?:```|$)/g
const codeLine =
  /^[ \t]*(?=\S)(?:(?:for|while|if|elif|else if|switch)\b[^\n]*[:{)]|else\s*[:{]|def\s+\w+\s*\(|function\s+\w+\s*\(|class\s+\w+|return\b[^\n]{0,80};?|(?:public|private|static|const|let|var|int|auto|vector<|import|from)\s[^\n]*[;=({]|[A-Za-z_][\w.[\]]*\s*(?:=|\+=|-=)\s*[^=\n\d"'[{-][^\n]*[;)\]]|[^\n]*;|[})]+;?)[ \t]*$/gm
const inlineCode = /`[^`\n]+`/g

/** Code: fenced, between back-ticks, or lines that only a program has. */
export function codeSpans(text: string): Span[] {
  const found = [...spans(text, fence), ...spans(text, codeLine).filter((span) => /[=(){};:[\]<>]/.test(span.text)), ...spans(text, inlineCode)]
  return merged(text, found, /^\s*$/)
}

/** The text with its code blanked, every offset kept. */
export function prose(text: string): string {
  let left = text
  for (const span of codeSpans(text)) left = left.slice(0, span.start) + ' '.repeat(span.end - span.start) + left.slice(span.end)
  return left
}

const bracketed = /[[{(]\s*(?:-?\d|["'][^"'\n]{0,40}["']|true|false|null|none)[^\][{}()\n]{0,200}[\]})]|\[\s*\]/giu
const quotedValue = /(?:^|[\s(=:,])(["'“‘`])[^"'“”‘’`\n]{0,30}["'”’`](?=[\s).,;:!?]|$)/gu
const assigned = /\b[A-Za-z_]\w{0,30}\s*(?:=|:=|==)\s*(?:-?\d+(?:[.,]\d+)*|["'][^"'\n]{0,40}["']|\[[^\]\n]{0,200}\])/gu
const listed = /(?<![\w.])-?\d+(?:\.\d+)?(?:\s*(?:,|and|→|->|\+|then|or|by|x|×)\s*-?\d+(?:\.\d+)?){1,60}(?!\w)/gu
const called = /\b(?:empty|single|one)\s+(?:array|list|string|tree|grid|element|value|number|node|character)\b/giu

/** Concrete values a reader could try: lists, assignments, quoted strings, runs of numbers, and the named extremes. */
export function examples(text: string): Span[] {
  const quoted = spans(text, quotedValue).map((span) => trimmedSpan(span))
  const found = [...spans(text, bracketed), ...spans(text, assigned), ...spans(text, listed), ...spans(text, called), ...quoted.filter(isValue)]
  return merged(text, found, /^[\s,:]*(?:and|with|gives?|→|->|=>)?[\s,:]*$/i)
}

/** A quoted value is a value, not a quoted phrase. */
function isValue(span: Span): boolean {
  return !/\s\S+\s/.test(span.text)
}

/** The same for two examples that differ only in how they are written. */
export function exampleKey(example: string): string {
  return example.toLowerCase().replace(/[\s"'`“”‘’]/g, '')
}

function trimmedSpan(span: Span): Span {
  const lead = span.text.length - span.text.replace(/^[\s(=:,]/u, '').length
  return { start: span.start + lead, end: span.end, text: span.text.slice(lead) }
}

function spans(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }))
}

/** Spans in order, joined where they overlap or only `joint` lies between them. */
function merged(text: string, found: readonly Span[], joint: RegExp): Span[] {
  const result: Span[] = []
  for (const span of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    const between = last === undefined ? '' : text.slice(last.end, span.start)
    if (last !== undefined && (span.start <= last.end || (between.length <= 24 && joint.test(between)))) {
      const end = Math.max(last.end, span.end)
      result[result.length - 1] = { start: last.start, end, text: text.slice(last.start, end) }
    } else result.push(span)
  }
  return result
}

const stopWords = new Set(
  `a about above after again all almost also am an and any are as at be because been before being below between both but by can cannot could did do does doing done
   down each either else even every few first for from further get gets give given go goes going got had has have having he her here hers him his how i if in into is it its
   itself just know last least less let like look make makes many may maybe me mean means might more most much must my need needs never new next no nor not nothing now of off
   on once one only onto or other others our out over own part per put really right same say see she should since so some something still such sure take than that the their
   them then there these they thing things think this those though through thus to too try two under until up upon us use used uses using very want was way we well went were
   what whatever when where whether which while who whole whom whose why will with within without would yes yet you your yours don't doesn't can't won't isn't i'm i'd i'll it's
   that's what's there's three four five`
    .split(/\s+/)
    .filter((entry) => entry !== ''),
)

/** Words that carry no content of their own. */
export function isStopWord(token: string): boolean {
  return stopWords.has(token.toLowerCase().replaceAll('’', "'"))
}

/** A word without its usual English endings, for comparing; not a dictionary form. */
export function stem(token: string): string {
  const lower = token.toLowerCase().replaceAll('’', "'").replace(/'s$/, '')
  if (lower.length <= 4) return lower.length === 4 && /[^s]s$/.test(lower) ? lower.slice(0, -1) : lower
  return lower
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:sses)$/, 'ss')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?:ing|ed|ly|er)$/, '')
    .replace(/e$/, '')
}

/** Content words by their stems, in order of appearance. */
export function contentStems(text: string): string[] {
  return words(text)
    .filter((entry) => !isStopWord(entry.text) && /\p{L}{3}/u.test(entry.text))
    .map((entry) => stem(entry.text))
}
