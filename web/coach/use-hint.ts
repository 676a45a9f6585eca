/** Asks for a hint and follows it: writing, stopped, failed, and on again from the last word seen. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CoachClient, Hint, Tier } from './coach-client.ts'
import { followHint, type HintText, noHint } from './hint-text.ts'

export interface LiveHint {
  readonly tier: Tier
  readonly phase: 'writing' | 'stopped' | 'failed'
  readonly hint: HintText
  readonly error?: unknown
}

export interface HintAsking {
  readonly live: LiveHint | undefined
  ask(tier: Tier): void
  stop(): void
  /** Goes on after what was seen. */
  resume(): void
}

export interface UseHintOptions {
  readonly client: CoachClient
  readonly sessionId: string
  readonly onHint: (hint: Hint) => void
}

export function useHint({ client, sessionId, onHint }: UseHintOptions): HintAsking {
  const [live, setLive] = useState<LiveHint>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const follow = useCallback(
    async (tier: Tier, start: HintText) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const { signal } = controller
      let latest = start
      setLive({ tier, phase: 'writing', hint: start })
      try {
        const connect = (lastEventId: string | undefined) => client.hint({ sessionId, tier, lastEventId }, signal)
        for await (const hint of followHint({ connect, start, wait: (milliseconds) => pause(milliseconds, signal) })) {
          if (signal.aborted) return
          latest = hint
          setLive({ tier, phase: 'writing', hint })
        }
        onHint(toHint(tier, latest))
        setLive(undefined)
      } catch (error) {
        if (!signal.aborted) setLive({ tier, phase: 'failed', hint: latest, error })
      }
    },
    [client, sessionId, onHint],
  )

  return {
    live,
    ask: useCallback((tier: Tier) => void follow(tier, noHint), [follow]),
    stop() {
      running.current?.abort()
      setLive((now) => now && { ...now, phase: 'stopped' })
    },
    resume() {
      if (live !== undefined) void follow(live.tier, live.hint)
    },
  }
}

function toHint(tier: Tier, { text, elementFocus, source, lastEventId, missingCoach }: HintText): Hint {
  return { id: lastEventId ?? String(tier), hintText: text, elementFocus: elementFocus ?? 'quintessence', tier, source: source ?? '', missingCoach }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
