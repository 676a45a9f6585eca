/** Cuts a text into pieces at the ends of the spans that lie on it, so that overlapping spans can be drawn. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Segment<T> {
  readonly start: number
  readonly text: string
  /** Every span that covers the piece. */
  readonly marks: readonly T[]
}

/** Spans beyond the text are clipped; the pieces together are the text. */
export function segments<T extends Span>(text: string, spans: readonly T[]): readonly Segment<T>[] {
  const inside = spans
    .map((mark) => ({ mark, start: clamp(mark.start, text.length), end: clamp(mark.end, text.length) }))
    .filter(({ start, end }) => start < end)
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    return {
      start,
      text: text.slice(start, end),
      marks: inside.filter((span) => span.start <= start && end <= span.end).map(({ mark }) => mark),
    }
  })
}

/** Whether a span speaks of the text as a whole and not of some words in it. */
export function coversAll(text: string, span: Span): boolean {
  return text.slice(0, Math.max(0, span.start)).trim() === '' && text.slice(span.end).trim() === ''
}

/** The words around a span, for a quotation. @param most characters. */
export function excerpt(text: string, span: Span, most = 120): { readonly before: string; readonly marked: string; readonly after: string } {
  const marked = clip(text.slice(span.start, span.end), most)
  const room = Math.max(0, Math.floor((most - marked.length) / 2))
  const from = Math.max(0, span.start - room)
  const to = Math.min(text.length, span.end + room)
  const cutStart = from > 0 ? text.slice(from, span.start).replace(/^\S*\s/, '') : text.slice(0, span.start)
  const cutEnd = marked.endsWith('…') ? '' : text.slice(span.end, to).replace(to < text.length ? /\s\S*$/ : /$^/, '')
  return {
    before: from > 0 ? `… ${cutStart}` : cutStart,
    marked,
    after: to < text.length && cutEnd !== '' ? `${cutEnd} …` : cutEnd,
  }
}

function clip(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, Math.trunc(value)), most)
}
