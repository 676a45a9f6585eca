/** Sends something, once at a time, and keeps what went wrong. */
import { useRef, useState } from 'react'

export interface Sending<Args extends readonly unknown[]> {
  readonly sending: boolean
  readonly error: unknown
  send(...args: Args): Promise<void>
  /** The same again. */
  retry(): Promise<void>
}

export function useSending<Args extends readonly unknown[]>(work: (...args: Args) => Promise<void>): Sending<Args> {
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const last = useRef<Args>(undefined)
  const send = async (...args: Args): Promise<void> => {
    if (sending) return
    last.current = args
    setSending(true)
    setError(undefined)
    try {
      await work(...args)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setSending(false)
    }
  }
  return {
    sending,
    error,
    send,
    async retry() {
      if (last.current !== undefined) await send(...last.current)
    },
  }
}
