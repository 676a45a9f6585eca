'use client'
/** After the twelfth answer: what they show together, and the one button. */
import { Button } from '../ui/button.tsx'
import type { Finding, Transcript } from './coach-client.ts'
import { answersOf, wordsByElement } from './course.ts'
import { askedElements, byWeight, elementWords } from './element.ts'
import { ElementIcon } from './element-icon.tsx'
import { FindingNote } from './finding-note.tsx'
import { useFocusAtFirst } from './use-focus-at-first.ts'
import { amount, duration } from './words.ts'

/** So many are shown at once. */
const firstNotes = 4

export interface ReviewStepProps {
  readonly transcript: Transcript
  readonly onGo: (index: number) => void
  readonly onHint: () => void
}

export function ReviewStep({ transcript, onGo, onHint }: ReviewStepProps) {
  const heading = useFocusAtFirst<HTMLHeadingElement>()
  const { textAt } = answersOf(transcript)
  const findings = byWeight(transcript.findings)
  const seconds = transcript.responses.reduce((sum, response) => sum + response.timeSpentSeconds, 0)
  return (
    <section aria-labelledby="review" className="settle">
      <h1 id="review" ref={heading} tabIndex={-1} className="text-2xl outline-none">
        Twelve answers. This is what they show.
      </h1>
      <p className="mt-3 text-muted">
        {amount(
          transcript.responses.reduce((sum, response) => sum + response.wordCount, 0),
          'word',
        )}{' '}
        in {duration(seconds)} of thinking. You can still change every answer; once you have the hint they stay as they are.
      </p>
      <WordBars transcript={transcript} />
      {findings.length === 0 ? (
        <p className="mt-8">No pattern stands out in your answers.</p>
      ) : (
        <>
          <Notes findings={findings.slice(0, firstNotes)} textAt={textAt} onGo={onGo} />
          {findings.length <= firstNotes ? null : (
            <details className="mt-6">
              <summary className="w-fit py-1 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
                {amount(findings.length - firstNotes, 'smaller thing')}
              </summary>
              <Notes findings={findings.slice(firstNotes)} textAt={textAt} onGo={onGo} />
            </details>
          )}
        </>
      )}
      <div data-element="quintessence" className="mt-12 flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button onClick={onHint} className="min-h-13 px-8 text-lg">
          Get My Hint
        </Button>
        <p className="min-w-56 flex-1 text-sm text-muted">One hint, aimed at where your thinking is thinnest. It never gives the solution away.</p>
      </div>
    </section>
  )
}

interface NotesProps {
  readonly findings: readonly Finding[]
  readonly textAt: (promptIndex: number) => string
  readonly onGo: (index: number) => void
}

function Notes({ findings, textAt, onGo }: NotesProps) {
  return (
    <ul className="mt-8 grid gap-6">
      {findings.map((finding) => (
        <li key={finding.code}>
          <FindingNote finding={finding} textAt={textAt} onOpen={onGo} />
        </li>
      ))}
    </ul>
  )
}

function WordBars({ transcript }: { readonly transcript: Transcript }) {
  const words = wordsByElement(transcript)
  const most = Math.max(1, ...askedElements.map((element) => words[element] ?? 0))
  return (
    <dl className="mt-8 grid gap-2" aria-label="Words written for each element">
      {askedElements.map((element) => (
        <div key={element} data-element={element} className="grid grid-cols-[5.5rem_1fr_4.5rem] items-center gap-3">
          <dt className="flex items-center gap-1.5 font-semibold text-accent">
            <ElementIcon element={element} className="size-4" />
            {elementWords[element].name}
          </dt>
          <dd className="contents">
            <svg aria-hidden="true" className="h-2 w-full overflow-visible" preserveAspectRatio="none" viewBox="0 0 100 8">
              <rect width="100" height="8" className="fill-line/60" rx="1" />
              <rect width={Math.max(1, ((words[element] ?? 0) / most) * 100)} height="8" className="fill-accent" rx="1" />
            </svg>
            <span className="text-right text-sm text-muted tabular-nums">{amount(words[element] ?? 0, 'word')}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
