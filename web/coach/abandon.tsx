'use client'
/** Putting a session aside for good, after a second thought. */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from './failure.tsx'
import { useSending } from './use-sending.ts'

export interface AbandonProps {
  readonly signInHref: string
  readonly onAbandon: () => Promise<void>
}

export function Abandon({ signInHref, onAbandon }: AbandonProps) {
  const [open, setOpen] = useState(false)
  const { sending, error, send } = useSending(onAbandon)
  return (
    <>
      <Button look="plain" className="-ml-2 text-sm" onClick={() => setOpen(true)}>
        Put this session aside
      </Button>
      {open ? (
        <Dialog title="Put this session aside?" onClose={() => setOpen(false)}>
          <p className="mt-3 text-muted">
            Your answers stay in your history, but you cannot go on with them. If you only need a break, just leave: the session waits for you.
          </p>
          {error === undefined ? null : (
            <div className="mt-4">
              <Failure error={error} onRetry={() => void send()} signInHref={signInHref} />
            </div>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Button look="danger" busy={sending} onClick={() => void send()}>
              Put it aside
            </Button>
            <Button onClick={() => setOpen(false)}>Keep it open</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
