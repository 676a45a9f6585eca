/** Something did not work: what, and one way on. */
import { TriangleAlert } from 'lucide-react'
import { Button } from './button.tsx'

export interface NoticeProps {
  readonly message: string
  readonly onRetry?: (() => void) | undefined
  readonly retryLabel?: string
}

export function Notice({ message, onRetry, retryLabel = 'Try again' }: NoticeProps) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-danger/40 bg-surface px-4 py-3 text-danger">
      <TriangleAlert aria-hidden className="size-5 shrink-0" />
      <p className="min-w-48 flex-1">{message}</p>
      {onRetry === undefined ? null : (
        <Button look="danger" onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
    </div>
  )
}
