/** A text with one span of it pointed at. */
import { type Span, segments } from '../../coach/segments.ts'

export function Marked({ text, span }: { readonly text: string; readonly span: Span | undefined }) {
  if (span === undefined) return text
  return segments(text, [span]).map(({ start, text: part, marks }) =>
    marks.length === 0 ? (
      <span key={start}>{part}</span>
    ) : (
      <mark key={start} className="mark" data-shown>
        {part}
      </mark>
    ),
  )
}
