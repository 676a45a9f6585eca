/** Has the rules read a design a moment after it was changed last; the answer before stays until the next one is there. */
import { useEffect, useState } from 'react'
import { type Checked, design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import type { Draft } from './draft.ts'

const pauseMs = 350

export interface Check {
  readonly checked: Checked | undefined
  /** It is about what is on the screen. */
  readonly fresh: boolean
  readonly failed: string | undefined
}

export function useCheck(draft: Draft | undefined): Check {
  const [last, setLast] = useState<{ readonly of: Draft; readonly checked: Checked }>()
  const [failed, setFailed] = useState<string>()
  useEffect(() => {
    if (draft === undefined) return
    const over = new AbortController()
    const timer = setTimeout(() => {
      design.validate(draft, over.signal).then(
        (checked) => {
          setLast({ of: draft, checked })
          setFailed(undefined)
        },
        (error: unknown) => {
          if (!over.signal.aborted) setFailed(messageOf(error))
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      over.abort()
    }
  }, [draft])
  return { checked: last?.checked, fresh: last !== undefined && last.of === draft, failed }
}
