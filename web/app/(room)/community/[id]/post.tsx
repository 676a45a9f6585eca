'use client'
/** The session as its learner let it be read: answers, last word, what the last word added. */
import Link from 'next/link'
import { community, type SharedSession } from '../../../../api/community.ts'
import { keys } from '../../../../api/keys.ts'
import { ApiError } from '../../../../api/problem.ts'
import { additionKinds, additionWords, askedElements, elementWords } from '../../../../coach/element.ts'
import { ElementIcon } from '../../../../coach/element-icon.tsx'
import { amount } from '../../../../coach/words.ts'
import { paths } from '../../../../paths.ts'
import { Difficulty } from '../../../../ui/difficulty.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { Report } from './report.tsx'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' })

export function Post({ id }: { readonly id: string }) {
  const query = useLearnerQuery({
    queryKey: keys.sharedSession(id),
    queryFn: ({ signal }) => community.session(id, signal),
    // What is taken back is gone: no second reader is shown what the first one kept.
    staleTime: 0,
    retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status === 404),
  })
  if (query.isPending) return <PostSkeleton />
  if (query.isError)
    return isGone(query.error) ? <Gone /> : <Unavailable what="shared session" error={query.error} onRetry={() => void query.refetch()} />
  const session = query.data
  return (
    <article className="mx-auto max-w-3xl">
      <Head session={session} />
      <LastWord session={session} />
      <Answers session={session} />
      {session.own ? (
        <p className="mt-14 border-t border-line pt-8 text-muted">You have shared this. You take it back on the page of the session.</p>
      ) : (
        <Report id={session.id} />
      )}
    </article>
  )
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}

function Gone() {
  return (
    <section className="mx-auto max-w-3xl">
      <h1 className="text-2xl">This is not shared</h1>
      <p className="mt-3 text-muted">Whoever shared it has taken it back, or it never was here.</p>
      <p className="mt-6">
        <Link href={paths.community} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Back to the community
        </Link>
      </p>
    </section>
  )
}

function Head({ session }: { readonly session: SharedSession }) {
  return (
    <header>
      <p className="text-muted">
        <Link href={paths.community} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Community
        </Link>
      </p>
      <h1 className="mt-3 break-words text-2xl sm:text-3xl">{session.title}</h1>
      <p className="mt-2 flex flex-wrap gap-x-4 text-muted">
        <span>by {session.pseudonym}</span>
        <time dateTime={session.sharedAt}>{day.format(new Date(session.sharedAt))}</time>
        <Difficulty value={session.difficulty} />
        <span>{amount(session.words, 'word')}</span>
      </p>
    </header>
  )
}

function LastWord({ session }: { readonly session: SharedSession }) {
  const counts = additionKinds.map((kind) => ({ kind, count: session.added.filter((addition) => addition.kind === kind).length }))
  return (
    <section aria-labelledby="last-word" className="mt-12">
      <h2 id="last-word" className="text-xl">
        The last word
      </h2>
      <p className="mt-4 whitespace-pre-wrap break-words text-lg leading-[1.7]">{session.finalResponse}</p>
      <ul className="mt-5 flex flex-wrap gap-x-8 gap-y-3">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li key={kind} data-element={additionWords[kind].element} className="flex items-center gap-2">
              <ElementIcon element={additionWords[kind].element} className="size-5 text-accent" />
              {amount(count, additionWords[kind].one, additionWords[kind].many)}
            </li>
          ))}
      </ul>
    </section>
  )
}

function Answers({ session }: { readonly session: SharedSession }) {
  return askedElements.map((element) => {
    const answers = session.answers.filter((answer) => answer.element === element)
    return answers.length === 0 ? null : (
      <section key={element} aria-labelledby={element} data-element={element} className="mt-14">
        <h2 id={element} className="flex items-center gap-2.5 text-xl text-accent">
          <ElementIcon element={element} className="size-6" />
          {elementWords[element].name}
          <span className="font-sans text-base text-muted">{elementWords[element].act}</span>
        </h2>
        <ol className="mt-5 grid gap-9">
          {answers.map(({ promptIndex, prompt, text }) => (
            <li key={promptIndex}>
              <h3 className="font-sans text-base font-semibold leading-snug text-muted">{prompt}</h3>
              <p className="mt-2 whitespace-pre-wrap break-words text-lg leading-[1.7]">{text}</p>
            </li>
          ))}
        </ol>
      </section>
    )
  })
}

function PostSkeleton() {
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
