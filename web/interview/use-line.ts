/** Keeps a line to the gateway open: comes back when it breaks, at longer and longer intervals, and tells when it is ready to be spoken on. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Line, OpenLine } from '../api/talk-line.ts'
import { isSignedOut } from '../ui/use-learner-query.ts'
import type { Ask } from './asks.ts'
import type { WireMessage } from './wire.ts'

export type LineState = 'opening' | 'open' | 'broken' | 'ended'

export interface UseLine {
  readonly state: LineState
  /** False: nobody is there. */
  readonly say: (ask: Ask) => boolean
  /** Comes back at once instead of after a pause. */
  readonly retry: () => void
}

export interface LineOptions {
  readonly openLine: OpenLine<Ask>
  /** What is said first; before it is answered nothing else is. */
  readonly greet: () => Ask
  /** @returns true when this answers the greeting. */
  readonly hear: (message: WireMessage) => boolean
  /** The greeting was answered. */
  readonly entered: (say: (ask: Ask) => void) => void
}

const shortestPauseMs = 500
const longestPauseMs = 15_000
/** A greeting that is not answered for so long is said on another line. */
const longestSilenceMs = 20_000

export function useLine({ openLine, ...options }: LineOptions): UseLine {
  const [state, setState] = useState<LineState>('opening')
  const [attempt, setAttempt] = useState(0)
  const open = useRef<Line<Ask>>(undefined)
  const failures = useRef(0)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens the line anew.
  useEffect(() => {
    const ending = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const comeBack = (again: boolean): void => {
      clearTimeout(silence)
      if (ending.signal.aborted || timer !== undefined) return
      open.current = undefined
      setState(again ? 'broken' : 'ended')
      if (!again) return
      failures.current += 1
      timer = setTimeout(() => setAttempt((before) => before + 1), pauseMs(failures.current))
    }
    const silence = setTimeout(() => comeBack(true), longestSilenceMs)
    const begin = async (): Promise<void> => {
      const line: Line<Ask> = await openLine({
        signal: ending.signal,
        onEnd: comeBack,
        onMessage(message) {
          failures.current = 0
          if (ending.signal.aborted || !latest.current.hear(message)) return
          clearTimeout(silence)
          clearTimeout(timer)
          timer = undefined
          open.current = line
          setState('open')
          latest.current.entered((ask) => line.send(ask))
        },
      })
      if (ending.signal.aborted) return line.close()
      ending.signal.addEventListener('abort', () => line.close(), { once: true })
      line.send(latest.current.greet())
    }
    begin().catch((error: unknown) => comeBack(!isSignedOut(error)))
    return () => {
      ending.abort()
      clearTimeout(silence)
      clearTimeout(timer)
      open.current = undefined
    }
  }, [openLine, attempt])

  const say = useCallback((ask: Ask) => {
    open.current?.send(ask)
    return open.current !== undefined
  }, [])
  const retry = useCallback(() => {
    failures.current = 0
    setAttempt((before) => before + 1)
  }, [])
  return { state, say, retry }
}

function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, shortestPauseMs * 2 ** failures) * (0.5 + Math.random() / 2)
}
