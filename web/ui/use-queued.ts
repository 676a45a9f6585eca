'use client'
/** Sends one after the other whatever is asked for, also meanwhile; what did not go can be sent again. */
import { useRef, useState } from 'react'
import type { Sending } from '../coach/use-sending.ts'

export function useQueued<Args extends readonly unknown[]>(work: (...args: Args) => Promise<void>): Sending<Args> {
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const waiting = useRef<readonly Args[]>([])
  const failed = useRef<readonly Args[]>([])
  const running = useRef(false)

  const sendAll = async (): Promise<void> => {
    if (running.current) return
    running.current = true
    setSending(true)
    for (let [next] = waiting.current; next !== undefined; [next] = waiting.current) {
      waiting.current = waiting.current.slice(1)
      try {
        await work(...next)
      } catch (thrown) {
        failed.current = [next, ...waiting.current]
        waiting.current = []
        setError(thrown)
      }
    }
    running.current = false
    setSending(false)
  }

  const add = async (all: readonly Args[]): Promise<void> => {
    failed.current = []
    setError(undefined)
    waiting.current = [...waiting.current, ...all]
    await sendAll()
  }
  return { sending, error, send: (...args) => add([args]), retry: () => add(failed.current) }
}
