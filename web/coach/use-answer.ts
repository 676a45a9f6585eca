/** What is being written at one place of a session: kept as a draft, with the time it was before the learner's eyes. */
import { useCallback, useEffect, useState } from 'react'
import type { Drafts } from './drafts.ts'
import { createStopwatch } from './stopwatch.ts'

export interface Place {
  readonly drafts: Drafts
  readonly sessionId: string
  readonly promptIndex: number
  /** What was sent before. */
  readonly saved?: { readonly text: string; readonly seconds: number } | undefined
}

export interface Writing {
  readonly text: string
  write(text: string): void
  seconds(): number
}

/** The place must not change while mounted: give the component a key. */
export function useAnswer({ drafts, sessionId, promptIndex, saved }: Place): Writing {
  const [start] = useState(() => drafts.load(sessionId, promptIndex) ?? saved ?? { text: '', seconds: 0 })
  const [watch] = useState(() => createStopwatch(() => performance.now(), start.seconds))
  const [text, setText] = useState(start.text)

  useEffect(() => {
    const follow = (): void => (document.visibilityState === 'visible' ? watch.start() : watch.pause())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      watch.pause()
      document.removeEventListener('visibilitychange', follow)
    }
  }, [watch])

  const write = useCallback(
    (next: string) => {
      setText(next)
      drafts.save(sessionId, promptIndex, { text: next, seconds: watch.seconds() })
    },
    [drafts, sessionId, promptIndex, watch],
  )
  return { text, write, seconds: watch.seconds }
}
