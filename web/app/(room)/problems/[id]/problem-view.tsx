'use client'
/** A problem: what is known of it, and everything that can be done with it. */
import { useQueryClient } from '@tanstack/react-query'
import { ExternalLink, ThumbsUp } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { putAnswer } from '../../../../api/answers.ts'
import { createCoachClient } from '../../../../api/coach.ts'
import { http } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { newId } from '../../../../api/new-id.ts'
import { type Problem, type ProblemPage, problems } from '../../../../api/plans.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { paths } from '../../../../paths.ts'
import { minuteWords, topicWord } from '../../../../plan/words.ts'
import { Button, buttonClass } from '../../../../ui/button.tsx'
import { Difficulty } from '../../../../ui/difficulty.tsx'
import { Area } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLeading } from '../../../../ui/use-leading.ts'
import { isUnreadable, useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { Comments } from './comments.tsx'
import { ProblemHint } from './problem-hint.tsx'

export function ProblemView({ id }: { readonly id: string }) {
  const query = useLearnerQuery({ queryKey: keys.problem(id), queryFn: ({ signal }) => problems.one(id, signal), retry: false })
  if (query.isPending)
    return (
      <>
        <Waiting label="The problem is being read" />
        <Skeleton className="h-10 w-72" />
        <Skeleton className="mt-6 h-48" />
      </>
    )
  if (isUnreadable(query))
    return (
      <Unavailable
        what="problem"
        error={query.error}
        onRetry={() => void query.refetch()}
        back={{ href: paths.problems, words: 'See all problems' }}
      />
    )
  return <Whole page={query.data} />
}

function Whole({ page }: { readonly page: ProblemPage }) {
  const { problem, similar } = page
  return (
    <article>
      <h1 className="text-2xl sm:text-3xl">{problem.title}</h1>
      <p className="mt-3 flex flex-wrap gap-x-3 text-muted">
        <span>{topicWord(problem.topic)}</span>
        <Difficulty value={problem.difficulty} />
        <span>{minuteWords(problem.minutes)}</span>
      </p>
      <Doing problem={problem} />
      <ProblemHint id={problem.id} />
      <Notes id={problem.id} known={problem.notes} />
      {problem.source === 'own' ? null : <Comments id={problem.id} />}
      <Similar similar={similar} />
    </article>
  )
}

function Doing({ problem }: { readonly problem: Problem }) {
  const { leading, lead } = useLeading()
  const queries = useQueryClient()
  const [key] = useState(newId)
  const begin = useSending(async () => {
    const { title, link, source } = problem
    const site = source === 'leetcode' ? ('leetcode' as const) : ('other' as const)
    const address = source === 'leetcode' && link !== null ? { url: link } : {}
    const { session } = await createCoachClient(http).start({ title, site, ...address }, key)
    lead(paths.coachSession(session.id))
  })
  const vote = useSending(async () => {
    const given = await problems.vote(problem.id, !problem.upvoted)
    putAnswer<ProblemPage>(queries, keys.problem(problem.id), (now) => now && { ...now, problem: { ...now.problem, ...given } })
  })
  const failed = begin.error === undefined ? vote : begin
  return (
    <>
      <p className="mt-6 flex flex-wrap gap-3">
        <Button busy={begin.sending || leading} onClick={() => void begin.send()}>
          Think it through
        </Button>
        {problem.link === null ? null : (
          <a href={problem.link} className={buttonClass('quiet')} {...(problem.source === 'quint' ? {} : { target: '_blank', rel: 'noreferrer' })}>
            {problem.source === 'quint' ? 'Practise it as an interview' : 'Open it'}
            <ExternalLink aria-hidden className="size-4" />
          </a>
        )}
        {problem.source === 'own' ? null : (
          <Button look="quiet" busy={vote.sending} aria-pressed={problem.upvoted} onClick={() => void vote.send()}>
            <ThumbsUp aria-hidden className={`size-4 ${problem.upvoted ? 'text-quint' : ''}`} />
            Worth it <span className="font-normal text-muted">{problem.upvotes}</span>
          </Button>
        )}
      </p>
      {failed.error === undefined ? null : (
        <div className="mt-4">
          <Notice message={messageOf(failed.error)} onRetry={() => void failed.retry()} />
        </div>
      )}
    </>
  )
}

function Notes({ id, known }: { readonly id: string; readonly known: string }) {
  const queries = useQueryClient()
  // What was kept elsewhere shows until something is typed here.
  const [typed, setTyped] = useState<string>()
  const notes = typed ?? known
  const keep = useSending(async () => {
    await problems.notes(id, notes)
    putAnswer<ProblemPage>(queries, keys.problem(id), (now) => now && { ...now, problem: { ...now.problem, notes } })
    setTyped((now) => (now === notes ? undefined : now))
  })
  return (
    <form
      className="mt-12 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void keep.send()
      }}
    >
      <Area label="Your notes" value={notes} onChange={setTyped} maxLength={20_000} hint="Only you read them." />
      <p className="flex items-center gap-4">
        <Button type="submit" look="quiet" busy={keep.sending} disabled={notes === known}>
          Keep the notes
        </Button>
        <span role="status" className="text-sm text-muted">
          {notes === known && known !== '' ? 'Kept.' : ''}
        </span>
      </p>
      {keep.error === undefined ? null : <Notice message={messageOf(keep.error)} onRetry={() => void keep.retry()} />}
    </form>
  )
}

function Similar({ similar }: { readonly similar: readonly Problem[] }) {
  if (similar.length === 0) return null
  return (
    <section aria-labelledby="similar" className="mt-12">
      <h2 id="similar" className="text-xl">
        Problems like it
      </h2>
      <ul className="mt-3 grid gap-2">
        {similar.map(({ id, title, topic }) => (
          <li key={id}>
            <Link
              href={paths.problem(id)}
              prefetch={false}
              className="underline decoration-line decoration-2 underline-offset-4 hover:decoration-quint"
            >
              {title}
            </Link>{' '}
            <span className="text-sm text-muted">{topicWord(topic)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
