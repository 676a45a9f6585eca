/** Keeps a conversation going: opens the line, comes back when it breaks, goes on after the last word received. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { CoachClient } from './coach-client.ts'
import { silence, type Talk, type TalkLine, talk } from './talk.ts'

export type LineState = 'opening' | 'open' | 'broken' | 'ended'

export interface Talking {
  readonly talk: Talk
  readonly line: LineState
  say(turn: number, text: string, seconds: number): void
  /** Comes back at once instead of after a pause. */
  retry(): void
}

export interface UseTalkOptions {
  readonly converse: NonNullable<CoachClient['converse']>
  readonly sessionId: string
}

const shortestPauseMs = 500
const longestPauseMs = 15_000

export function useTalk({ converse, sessionId }: UseTalkOptions): Talking {
  const [state, step] = useReducer(talk, silence)
  const [line, setLine] = useState<LineState>('opening')
  const [attempt, setAttempt] = useState(0)
  const open = useRef<TalkLine>(undefined)
  const seq = useRef(0)
  const failures = useRef(0)
  useEffect(() => {
    seq.current = state.seq
  }, [state.seq])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens the line anew.
  useEffect(() => {
    const ending = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const comeBack = (again: boolean): void => {
      if (ending.signal.aborted) return
      open.current = undefined
      step({ kind: 'broke' })
      setLine(again ? 'broken' : 'ended')
      if (!again) return
      failures.current += 1
      const pause = Math.min(longestPauseMs, shortestPauseMs * 2 ** failures.current) * (0.5 + Math.random() / 2)
      timer = setTimeout(() => setAttempt((before) => before + 1), pause)
    }
    const begin = async (): Promise<void> => {
      try {
        const opened = await converse({
          sessionId,
          signal: ending.signal,
          onEnd: comeBack,
          onMessage(message) {
            failures.current = 0
            step({ kind: 'told', message })
          },
        })
        if (ending.signal.aborted) return opened.close()
        open.current = opened
        setLine('open')
        opened.send(
          seq.current === 0 ? { type: 'coach_start', session_id: sessionId } : { type: 'resume', session_id: sessionId, last_seq: seq.current },
        )
      } catch {
        comeBack(true)
      }
    }
    void begin()
    return () => {
      ending.abort()
      clearTimeout(timer)
      open.current?.close()
      open.current = undefined
    }
  }, [converse, sessionId, attempt])

  return {
    talk: state,
    line,
    say: useCallback(
      (turn, text, seconds) => {
        step({ kind: 'said', turn, text })
        open.current?.send({ type: 'coach_message', session_id: sessionId, turn, text, time_spent_seconds: seconds })
      },
      [sessionId],
    ),
    retry: useCallback(() => {
      failures.current = 0
      setAttempt((before) => before + 1)
    }, []),
  }
}
