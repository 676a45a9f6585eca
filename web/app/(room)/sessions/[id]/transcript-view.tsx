'use client'
/** The whole session: what was asked, answered and noticed, the hints, and what changed. */
import Link from 'next/link'
import { learning } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { ChangeView } from '../../../../coach/change-view.tsx'
import type { Hint, Transcript } from '../../../../coach/coach-client.ts'
import { askedElements, elementWords } from '../../../../coach/element.ts'
import { ElementIcon, ElementName } from '../../../../coach/element-icon.tsx'
import { duration } from '../../../../coach/words.ts'
import { useKept } from '../../../../offline/use-kept.ts'
import { paths } from '../../../../paths.ts'
import { buttonClass } from '../../../../ui/button.tsx'
import { Difficulty } from '../../../../ui/difficulty.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { statusWords } from '../session-list.tsx'
import { AnswerRead } from './answer-read.tsx'
import { Share } from './share.tsx'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' })

export function TranscriptView({ id }: { readonly id: string }) {
  const query = useLearnerQuery({ queryKey: keys.transcript(id), queryFn: ({ signal }) => learning.transcript(id, signal) })
  useKept(...(query.isSuccess ? [paths.transcript(id), `/api/session/${id}`] : []))
  if (query.isPending) return <TranscriptSkeleton />
  if (isUnreadable(query)) return <Unavailable what="session" error={query.error} onRetry={() => void query.refetch()} />
  const transcript = query.data
  return (
    <article className="mx-auto max-w-3xl">
      <Head transcript={transcript} />
      {transcript.session.status === 'completed' ? (
        <section aria-labelledby="change" className="mt-12">
          <h2 id="change" className="text-xl">
            What changed
          </h2>
          <ChangeView transcript={transcript} />
        </section>
      ) : null}
      {transcript.hints.length === 0 ? null : <Hints hints={transcript.hints} />}
      <Answers transcript={transcript} />
      {transcript.session.status === 'completed' ? <Share sessionId={id} /> : null}
    </article>
  )
}

function Head({ transcript }: { readonly transcript: Transcript }) {
  const { session, algorithm } = transcript
  const statement = algorithm?.statement?.trim() ?? ''
  return (
    <header>
      <p className="text-muted">
        <Link href={paths.sessions} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Your sessions
        </Link>
      </p>
      <h1 className="mt-3 text-2xl sm:text-3xl">{session.algorithmTitle}</h1>
      <p className="mt-2 flex flex-wrap gap-x-4 text-muted">
        <time dateTime={session.startedAt}>{day.format(new Date(session.startedAt))}</time>
        <span>{statusWords[session.status]}</span>
        <Difficulty value={session.difficulty} />
        {session.timeSpentSeconds > 0 ? <span>{duration(session.timeSpentSeconds)} of thinking</span> : null}
      </p>
      {session.status === 'in_progress' ? (
        <p className="mt-6">
          <Link href={paths.coachSession(session.id)} className={buttonClass()}>
            Go on with it
          </Link>
        </p>
      ) : null}
      {statement === '' ? null : (
        <details className="mt-5">
          <summary className="w-fit py-1 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink">The problem</summary>
          <p className="mt-2 whitespace-pre-wrap border-l-2 border-line pl-4 text-muted">{statement}</p>
        </details>
      )}
    </header>
  )
}

function Hints({ hints }: { readonly hints: readonly Hint[] }) {
  return (
    <section aria-labelledby="hints" className="mt-14">
      <h2 id="hints" className="text-xl">
        {hints.length === 1 ? 'The hint' : 'The hints'}
      </h2>
      <ol className="mt-4 grid gap-6">
        {hints.map((hint) => (
          <li key={hint.id} data-element={hint.elementFocus} className="border-l-4 border-accent pl-5">
            <p className="text-sm">
              <ElementName element={hint.elementFocus} />
            </p>
            <p className="mt-1 whitespace-pre-wrap font-display text-lg">{hint.hintText}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Answers({ transcript }: { readonly transcript: Transcript }) {
  const answered = askedElements.filter((element) => transcript.responses.some((response) => response.element === element))
  if (answered.length === 0) return <p className="mt-12 text-muted">Nothing was answered in this session.</p>
  return answered.map((element) => (
    <section key={element} aria-labelledby={element} data-element={element} className="mt-14">
      <h2 id={element} className="flex items-center gap-2.5 text-xl text-accent">
        <ElementIcon element={element} className="size-6" />
        {elementWords[element].name}
        <span className="font-sans text-base text-muted">{elementWords[element].act}</span>
      </h2>
      <ol className="mt-5 grid gap-9">
        {transcript.responses
          .filter((response) => response.element === element)
          .map((response) => (
            <li key={response.promptIndex}>
              <AnswerRead transcript={transcript} response={response} />
            </li>
          ))}
      </ol>
    </section>
  ))
}

function TranscriptSkeleton() {
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <Waiting label="The session is being fetched." />
      <Skeleton className="h-6 w-32" />
      <Skeleton className="h-10 w-80 max-w-full" />
      <Skeleton className="h-40" />
      <Skeleton className="h-64" />
    </div>
  )
}
