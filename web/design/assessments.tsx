'use client'
/** The four assessments of a design: a score each, with everything for and against it and what that rests on. */
import { useEffect, useRef, useState } from 'react'
import { type Assessed, type Assessment, design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Draft } from './draft.ts'
import { authorWords } from './words.ts'

const areaWords: Readonly<Record<string, string>> = { scalability: 'Scalability', reliability: 'Reliability', 'data-model': 'Data model', api: 'API' }

export function Assessments({ assessments }: { readonly assessments: readonly Assessment[] }) {
  return (
    <ul className="mt-3 grid gap-4">
      {assessments.map(({ area, score, evidence }) => (
        <li key={area}>
          <p className="flex justify-between gap-3 font-semibold">
            {areaWords[area] ?? area} <span>{score}</span>
          </p>
          <ul className="mt-1 grid gap-1 text-sm text-muted">
            {evidence.map(({ speaks, place, quote = '', says, inferred = false }) => (
              <li key={`${place} ${quote} ${says}`}>
                {speaks === 'for' ? '+' : '−'} {says} {quote === '' ? <span className="break-all font-mono">{place}</span> : `“${quote}”`}
                {inferred ? ' (inferred: it counts for nothing)' : ''}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** Looked at once more, by a model where there is one; what it said is of the design as it was then. */
export function LookAgain({ draft, ready }: { readonly draft: Draft; readonly ready: boolean }) {
  const [found, setFound] = useState<Assessed>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const over = useRef<AbortController>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another design, another assessment
  useEffect(() => {
    setFound(undefined)
    setFailed(undefined)
    return () => over.current?.abort()
  }, [draft])
  const look = async (): Promise<void> => {
    over.current = new AbortController()
    const { signal } = over.current
    setBusy(true)
    setFailed(undefined)
    try {
      const next = await design.assess(draft, signal)
      if (!signal.aborted) setFound(next)
    } catch (error) {
      if (!signal.aborted) setFailed(messageOf(error))
    }
    setBusy(false)
  }
  return (
    <div className="grid gap-3">
      {found === undefined ? (
        <Button look="quiet" className="justify-self-start" busy={busy} disabled={!ready} onClick={() => void look()}>
          Assess it
        </Button>
      ) : (
        <section aria-labelledby="assessed">
          <h3 id="assessed" className="text-lg">
            Assessed, of 100
          </h3>
          <p className="text-sm text-muted">{authorWords(found.source)}</p>
          <Assessments assessments={found.assessments} />
        </section>
      )}
      {failed === undefined ? null : <Notice message={failed} />}
    </div>
  )
}
