'use client'
/** Where an answer is written: it grows, counts, and is sent with Ctrl or Cmd and Enter. */
import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react'
import { GrowArea } from '../ui/grow-area.tsx'
import { useTypedEarly } from '../ui/use-awake.ts'
import { amount, countWords, longestAnswer } from './words.ts'

export interface AnswerFieldProps {
  readonly text: string
  readonly onWrite: (text: string) => void
  readonly onSend: () => void
  readonly labelledBy: string
  readonly describedBy?: string
  readonly placeholder: string
  readonly area?: RefObject<HTMLTextAreaElement | null>
  /** The buttons. */
  readonly children: ReactNode
}

const nearlyFull = longestAnswer - 500

export function AnswerField({ text, onWrite, onSend, labelledBy, describedBy, placeholder, area, children }: AnswerFieldProps) {
  const id = useId()
  useTypedEarly(id, text, onWrite)
  const send = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSend()
  }
  return (
    <div>
      <GrowArea
        id={id}
        ref={area}
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={send}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        maxLength={longestAnswer}
        placeholder={placeholder}
        rows={5}
        spellCheck
      />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-sm text-muted tabular-nums">
          {amount(countWords(text), 'word')}
          {text.length > nearlyFull ? `, ${amount(longestAnswer - text.length, 'character')} left` : ''}
          <span className="hidden pl-3 sm:pointer-fine:inline">Ctrl or ⌘ + Enter keeps it</span>
        </p>
        <div className="flex flex-wrap items-center gap-2">{children}</div>
      </div>
    </div>
  )
}
