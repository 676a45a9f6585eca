'use client'
/** Recovery codes, shown this once. */
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'

export interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onClose: () => void
}

export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesProps) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <Dialog title="Your recovery codes" onClose={onClose}>
      <p className="mt-3 text-muted">Each signs you in once without your app. Keep them where you keep your passwords: they are not shown again.</p>
      <ul className="mt-5 grid grid-cols-2 gap-x-6 gap-y-2 rounded-card border border-line bg-paper p-4 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap items-center justify-end gap-3">
        <p role="status" className="text-muted">
          {copied ? 'Copied.' : ''}
        </p>
        <Button look="quiet" onClick={() => void copy().catch(() => setCopied(false))}>
          Copy
        </Button>
        <Button onClick={onClose}>I have kept them</Button>
      </div>
    </Dialog>
  )
}
