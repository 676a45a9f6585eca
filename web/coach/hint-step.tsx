'use client'
/** The hint as it is written, more of it for who asks, and the last word. */
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { CoachClient, Hint, Tier, Transcript } from './coach-client.ts'
import { missingWords, writtenBy } from './coach-names.ts'
import type { Drafts } from './drafts.ts'
import { ElementName } from './element-icon.tsx'
import { Failure } from './failure.tsx'
import { LastWord } from './last-word.tsx'
import { useFocusAtFirst } from './use-focus-at-first.ts'
import { type LiveHint, useHint } from './use-hint.ts'
import { useTyped } from './use-typed.ts'

export interface HintStepProps {
  readonly client: CoachClient
  readonly transcript: Transcript
  readonly drafts: Drafts
  /** The learner has just asked: the first hint begins by itself. */
  readonly asked: boolean
  readonly signInHref: string
  readonly onHint: (hint: Hint) => void
  readonly onComplete: (finalResponse: string) => Promise<void>
}

const tierWords: Readonly<Record<Tier, string>> = { 1: 'A pointer', 2: 'A question', 3: 'A concept', 4: 'A worked analogy' }
const nextWords: Readonly<Record<Tier, string>> = {
  1: 'Get My Hint',
  2: 'One step more: a question',
  3: 'One step more: a concept',
  4: 'The last step: a worked analogy',
}

export function HintStep({ client, transcript, drafts, asked, signInHref, onHint, onComplete }: HintStepProps) {
  const { hints, session } = transcript
  const { live, ask, stop, resume } = useHint({ client, sessionId: session.id, onHint })
  const heading = useFocusAtFirst<HTMLHeadingElement>()
  const first = asked && hints.length === 0
  useEffect(() => {
    if (first) ask(1)
  }, [first, ask])
  const cards = withLive(hints, live)
  const next = nextTier(hints)
  const ready = hints.length > 0 && live === undefined
  const missing = live?.hint.missingCoach ?? hints.at(-1)?.missingCoach
  return (
    <section aria-labelledby="hint" data-element="quintessence" className="settle">
      <h1 id="hint" ref={heading} tabIndex={-1} className="text-2xl outline-none">
        {cards.length === 0 ? 'Your hint is waiting' : 'Your hint'}
      </h1>
      <ol className="mt-6 grid gap-8">
        {cards.map((card) => (
          <HintCard key={card.tier} {...card} whole={!asked && card.phase === undefined} onStop={stop} />
        ))}
      </ol>
      {live?.phase === 'failed' ? (
        <div className="mt-6">
          <Failure error={live.error} onRetry={resume} signInHref={signInHref} />
        </div>
      ) : null}
      <p className="mt-6 flex flex-wrap items-center gap-3 empty:hidden">
        {live?.phase === 'stopped' ? <Button onClick={resume}>Go on writing</Button> : null}
        {live === undefined && hints.length === 0 ? <Button onClick={() => ask(1)}>{nextWords[1]}</Button> : null}
        {ready && next !== undefined ? (
          <Button look="plain" className="-ml-2" onClick={() => ask(next)}>
            {nextWords[next]}
          </Button>
        ) : null}
      </p>
      <p role="status" className="mt-3 text-muted empty:hidden">
        {missing === undefined ? '' : missingWords(missing)}
      </p>
      {hints.length > 0 ? <LastWord transcript={transcript} drafts={drafts} signInHref={signInHref} onComplete={onComplete} /> : null}
    </section>
  )
}

interface Card {
  readonly tier: Tier
  readonly text: string
  readonly element: Hint['elementFocus'] | undefined
  readonly source: string | undefined
  /** Undefined for a hint that is whole. */
  readonly phase: LiveHint['phase'] | undefined
}

function withLive(hints: readonly Hint[], live: LiveHint | undefined): readonly Card[] {
  const cards: Card[] = hints
    .filter(({ tier }) => tier !== live?.tier)
    .map(({ tier, hintText, elementFocus, source }) => ({ tier: tier as Tier, text: hintText, element: elementFocus, source, phase: undefined }))
  const nothingYet = live?.phase === 'failed' && live.hint.text === ''
  if (live !== undefined && !nothingYet)
    cards.push({ tier: live.tier, text: live.hint.text, element: live.hint.elementFocus, source: live.hint.source, phase: live.phase })
  return cards
}

function nextTier(hints: readonly Hint[]): Tier | undefined {
  const highest = hints.at(-1)?.tier ?? 0
  return ([1, 2, 3, 4] as const).find((tier) => tier > highest)
}

interface HintCardProps extends Card {
  readonly whole: boolean
  readonly onStop: () => void
}

/** What is pressed while it grows stands above it, and all that has come has its room at once. */
function HintCard({ tier, text, element, source, phase, whole, onStop }: HintCardProps) {
  const shown = useTyped(text, whole)
  // Room for most hints, so that what is below is not pushed away while this one is written.
  const [roomy] = useState(phase !== undefined)
  const writing = phase === 'writing' || (phase === undefined && shown < text.length)
  return (
    <li className="list-none">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <span className="font-semibold text-ink">{tierWords[tier]}</span>
          {element === undefined ? null : <ElementName element={element} />}
          {phase === undefined && source !== undefined && source !== '' ? <span>{writtenBy(source)}</span> : null}
        </p>
        {phase === 'writing' ? (
          <Button look="quiet" className="shrink-0" onClick={onStop}>
            Stop
          </Button>
        ) : null}
      </div>
      <div aria-live="polite" aria-busy={writing} data-element={element} className={`mt-2 border-l-4 border-accent pl-5 ${roomy ? 'min-h-60' : ''}`}>
        <p className="min-h-8 whitespace-pre-wrap font-display text-[1.1875rem] leading-[1.65] sm:text-[1.3125rem]">
          <span className={writing ? 'caret' : ''}>{text.slice(0, shown)}</span>
          <span className="invisible">{text.slice(shown)}</span>
        </p>
      </div>
    </li>
  )
}
