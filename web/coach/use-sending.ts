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
  // Known at once: what is drawn knows it a moment later, and a press in between would be lost or count twice.
  const busy = useRef(false)
  const send = async (...args: Args): Promise<void> => {
    if (busy.current) return
    busy.current = true
    last.current = args
    setSending(true)
    setError(undefined)
    try {
      await work(...args)
    } catch (thrown) {
      setError(thrown)
    } finally {
      busy.current = false
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
