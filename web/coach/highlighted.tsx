/** A text with the spans that something speaks of marked in the colour of their element. */
import type { Element } from './coach-client.ts'
import { ElementIcon } from './element-icon.tsx'
import { type Span, segments } from './segments.ts'

export interface Mark extends Span {
  readonly element: Element
  /** What the mark says, for who cannot see it. */
  readonly label: string
  /** Shows the element's sign before the words, where the colour would be all that tells one mark from another. */
  readonly signed?: boolean
}

export function Highlighted({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  return segments(text, marks).map(({ start, text: part, marks: [first] }) =>
    first === undefined ? (
      <span key={start}>{part}</span>
    ) : (
      <mark key={start} data-element={first.element} className="mark" title={first.label}>
        {first.start === start ? <Opening mark={first} /> : null}
        {part}
      </mark>
    ),
  )
}

function Opening({ mark }: { readonly mark: Mark }) {
  return (
    <>
      <span className="sr-only">{mark.label}: </span>
      {mark.signed === true ? (
        <ElementIcon element={mark.element} className="mr-1 inline size-[0.95em] -translate-y-px align-middle text-accent" />
      ) : null}
    </>
  )
}
