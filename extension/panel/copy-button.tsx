/** Copies a text, and says that it did. */
import { Button } from '@quint/web/ui/button.tsx'
import { useState } from 'react'
import { t } from '../words.ts'

export interface CopyButtonProps {
  readonly label: string
  readonly text: string
}

export function CopyButton({ label, text }: CopyButtonProps) {
  const [copied, setCopied] = useState('')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  return (
    <Button look="quiet" onClick={() => void copy()}>
      <span aria-live="polite">{copied === text && text !== '' ? t('copied') : label}</span>
    </Button>
  )
}
