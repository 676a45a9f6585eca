/** Code as it stood at a moment, with what is pointed at marked. */
import type { Span } from '../../coach/segments.ts'
import { Marked } from '../room/marked.tsx'
import { languageName } from '../words.ts'

export interface CodeFilmProps {
  readonly text: string
  readonly language: string
  readonly span?: Span | undefined
}

export function CodeFilm({ text, language, span }: CodeFilmProps) {
  let start = 0
  const lines = text.split('\n').map((line) => {
    const from = start
    start += line.length + 1
    return { from, line }
  })
  return (
    <figure className="min-w-0 rounded-card border border-line bg-surface">
      <figcaption className="border-b border-line px-4 py-1.5 text-sm text-muted">{languageName(language)}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0} className="max-h-[60vh] overflow-auto px-2 py-3 font-mono text-sm leading-6">
        <code className="grid w-max min-w-full grid-cols-[auto_minmax(0,1fr)] gap-x-3">
          {lines.map(({ from, line }, index) => (
            <span key={from} className="contents">
              <span aria-hidden className="select-none text-right text-muted">
                {index + 1}
              </span>
              <span>
                <Marked text={line === '' ? ' ' : line} span={within(span, from, line.length)} />
              </span>
            </span>
          ))}
        </code>
      </pre>
    </figure>
  )
}

/** The part of the span that lies in the line. */
function within(span: Span | undefined, from: number, length: number): Span | undefined {
  if (span === undefined || span.end <= from || span.start >= from + length) return undefined
  return { start: Math.max(0, span.start - from), end: Math.min(length, span.end - from) }
}
