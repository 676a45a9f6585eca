/** One thing that the answers show, in the margin: its sentence, and the words it speaks of. */
import type { Evidence, Finding } from './coach-client.ts'
import { elementWords } from './element.ts'
import { ElementIcon } from './element-icon.tsx'
import { coversAll, excerpt } from './segments.ts'

export interface FindingNoteProps {
  readonly finding: Finding
  readonly textAt: (promptIndex: number) => string
  /** Opens the answer that the finding speaks of. */
  readonly onOpen?: ((promptIndex: number) => void) | undefined
  /** Quote only this answer. */
  readonly only?: number
}

const mostQuotes = 2

export function FindingNote({ finding, textAt, onOpen, only }: FindingNoteProps) {
  const spans = finding.evidence.filter((span) => only === undefined || span.promptIndex === only)
  const quoted = oneOfEach(spans.filter((span) => !coversAll(textAt(span.promptIndex), span))).slice(0, mostQuotes)
  const places = [...new Set(spans.map(({ promptIndex }) => promptIndex))]
  return (
    <div data-element={finding.element} className="flex gap-3">
      <ElementIcon element={finding.element} className="mt-1 size-5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p>
          <span className="sr-only">{elementWords[finding.element].name}: </span>
          {finding.message}
        </p>
        {quoted.map((span) => {
          const { before, marked, after } = excerpt(textAt(span.promptIndex), span)
          return (
            <blockquote key={`${span.promptIndex}:${span.start}`} className="mt-1 text-sm text-muted">
              “{before}
              <mark className="mark text-ink">{marked}</mark>
              {after}”
            </blockquote>
          )
        })}
        {onOpen === undefined || places.length === 0 ? null : (
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
            {places.slice(0, 3).map((index) => (
              <button
                key={index}
                type="button"
                onClick={() => onOpen(index)}
                className="min-h-6 font-medium text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink"
              >
                Read answer {index + 1} again
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}

/** The first span in each answer. */
function oneOfEach(spans: readonly Evidence[]): readonly Evidence[] {
  return spans.filter((span, at) => spans.findIndex(({ promptIndex }) => promptIndex === span.promptIndex) === at)
}
