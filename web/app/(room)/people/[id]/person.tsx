'use client'
/** Name, colour, subjects and since when; nothing else is anybody's business. */
import Link from 'next/link'
import { accounts } from '../../../../api/gateway.ts'
import { ApiError, messageOf } from '../../../../api/problem.ts'
import { paths } from '../../../../paths.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { buttonClass } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { isSignedOut, useLearnerQuery } from '../../../../ui/use-learner-query.ts'

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export function Person({ id }: { readonly id: string }) {
  const person = useLearnerQuery({ queryKey: ['person', id], queryFn: ({ signal }) => accounts.person(id, signal) })
  if (person.isPending || isSignedOut(person.error))
    return (
      <div>
        <Waiting label="The profile is being fetched." />
        <Skeleton className="h-24 max-w-md" />
      </div>
    )
  if (person.isError)
    return person.error instanceof ApiError && person.error.status === 404 ? (
      <Hidden />
    ) : (
      <Failed error={person.error} onRetry={() => void person.refetch()} />
    )
  const { displayName, avatarColor, subjects, joined } = person.data
  return (
    <section className="max-w-xl">
      <div className="flex items-center gap-4">
        <Avatar name={displayName} color={avatarColor} />
        <div className="min-w-0">
          <h1 className="break-words text-2xl">{displayName}</h1>
          <p className="text-muted">here since {month.format(new Date(`${joined}-01T00:00:00Z`))}</p>
        </div>
      </div>
      {subjects.length === 0 ? null : (
        <>
          <h2 className="mt-8 text-xl">Works on</h2>
          <ul className="mt-3 flex flex-wrap gap-2">
            {subjects.map((subject) => (
              <li key={subject} className="break-words rounded-card border border-line bg-surface px-3 py-1.5">
                {subject}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Hidden() {
  return (
    <section className="max-w-xl">
      <h1 className="text-2xl">Nobody to see here</h1>
      <p className="mt-3 text-muted">There is no such learner, or they keep their profile to themselves.</p>
      <p className="mt-6">
        <Link href={paths.dashboard} className={buttonClass('quiet')}>
          Back to today
        </Link>
      </p>
    </section>
  )
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return <Notice message={messageOf(error)} onRetry={onRetry} />
}
