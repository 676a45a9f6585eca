'use client'
/** A page of the administrators that did not come: not for this account, or a failure with a way on. */
import Link from 'next/link'
import { ApiError, messageOf } from '../../../api/problem.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** Not a failure: who asks may not know. */
export function isKeptOut(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403)
}

export function Refused({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const status = error instanceof ApiError ? error.status : undefined
  if (status === 401) return <p role="status">You are signed out. One moment …</p>
  if (status === 403)
    return (
      <section className="max-w-xl">
        <h2 className="text-xl">Only administrators come in here</h2>
        <p className="mt-3 text-muted">If you have just become one, sign out and in again.</p>
        <p className="mt-6">
          <Link href={paths.dashboard} className={buttonClass('quiet')}>
            Back to today
          </Link>
        </p>
      </section>
    )
  return (
    <div className="mt-6">
      <Notice message={status === 404 ? 'There is nothing here: it may have been deleted.' : messageOf(error)} onRetry={onRetry} />
    </div>
  )
}
