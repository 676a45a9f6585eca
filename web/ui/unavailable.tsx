'use client'
/** A view whose content did not come: missing, or a failure with a way on. */
import Link from 'next/link'
import { ApiError, messageOf } from '../api/problem.ts'
import { paths } from '../paths.ts'
import { buttonClass } from './button.tsx'
import { Notice } from './notice.tsx'

export interface UnavailableProps {
  /** As in "this session". */
  readonly what: string
  readonly error: unknown
  readonly onRetry: () => void
  /** Where to go when it is not there. */
  readonly back?: { readonly href: string; readonly words: string }
}

const toSessions = { href: paths.sessions, words: 'See your sessions' }

export function Unavailable({ what, error, onRetry, back = toSessions }: UnavailableProps) {
  const status = error instanceof ApiError ? error.status : undefined
  if (status === 404 || status === 400)
    return (
      <section className="max-w-xl">
        <h1 className="text-2xl">There is no such {what}</h1>
        <p className="mt-3 text-muted">It may have been deleted, or it belongs to someone else.</p>
        <p className="mt-6">
          <Link href={back.href} className={buttonClass('quiet')}>
            {back.words}
          </Link>
        </p>
      </section>
    )
  if (status === 401) return <p role="status">You are signed out. One moment …</p>
  return <Notice message={messageOf(error)} onRetry={onRetry} />
}
