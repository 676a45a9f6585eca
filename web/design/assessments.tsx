'use client'
/** The four assessments of a design: a score each, with everything for and against it and what that rests on. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Assessed, type Assessment, design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
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

export interface LookAgainProps {
  readonly draft: Draft
  readonly ready: boolean
  /** Beside the button. */
  readonly children: ReactNode
}

/** Looked at once more, by a model where there is one; what it said is of the design as it was then. */
export function LookAgain({ draft, ready, children }: LookAgainProps) {
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
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <Button look="quiet" busy={busy} disabled={!ready || found !== undefined} onClick={() => void look()}>
          Assess it
        </Button>
        {children}
      </div>
      {busy || found !== undefined || failed !== undefined ? <Look found={found} failed={failed} /> : null}
    </div>
  )
}

/** As high while it is looked at as once it was: what is below does not move as the answer comes. */
function Look({ found, failed }: { readonly found: Assessed | undefined; readonly failed: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section aria-labelledby="assessed" tabIndex={0} className="relative h-80 overflow-y-auto rounded-card border border-line bg-surface px-4 py-3">
      <h3 id="assessed" className="text-lg">
        Assessed, of 100
      </h3>
      {failed === undefined ? null : <Notice message={failed} />}
      {found === undefined && failed === undefined ? (
        <div className="mt-3 grid gap-3">
          <Waiting label="It is being assessed." />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      ) : null}
      {found === undefined ? null : (
        <>
          <p className="text-sm text-muted">{authorWords(found.source)}</p>
          <Assessments assessments={found.assessments} />
        </>
      )}
    </section>
  )
}
