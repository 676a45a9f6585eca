/** A step that did not work: nothing typed is lost, and it can be tried again. */
import { Notice } from '../ui/notice.tsx'

export interface FailureProps {
  readonly error: unknown
  readonly onRetry: () => void
  readonly signInHref: string
}

export function Failure({ error, onRetry, signInHref }: FailureProps) {
  if (isSignedOut(error))
    return (
      <p role="alert" className="rounded-card border border-danger/40 bg-surface px-4 py-3">
        You are signed out. What you wrote is kept on this device.{' '}
        <a href={signInHref} className="font-semibold underline underline-offset-4">
          Sign in and go on
        </a>
      </p>
    )
  return <Notice message={sayable(error)} onRetry={onRetry} />
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401
}

/** The client's errors are meant to be read; those of a broken program are not. */
function sayable(error: unknown): string {
  const meant = error instanceof Error && ('status' in error || error.constructor === Error)
  return meant ? error.message : 'Something went wrong on this page. What you wrote is kept.'
}
