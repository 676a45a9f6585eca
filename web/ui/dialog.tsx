'use client'
/** A question that must be answered before anything else: the browser's own modal dialog. */
import { type ReactNode, useEffect, useId, useRef } from 'react'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Open as long as it is rendered; Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const label = useId()
  useEffect(() => {
    const dialog = ref.current
    if (dialog !== null && !dialog.open) dialog.showModal()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Escape pressed twice closes it without asking, also where it has to stay.
      onClose={() => {
        ref.current?.showModal()
        onClose()
      }}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-card border border-line bg-surface p-6 text-ink shadow-sheet backdrop:bg-black/50"
    >
      <h2 id={label} className="text-xl">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
