/** What waits on this device to be sent for a session, as it changes, and sent as soon as it can be. */
import type { Waiting } from '@quint/web/coach/outbox.ts'
import { useEffect, useMemo } from 'react'
import { tokensKey, toTokens } from '../account/account.ts'
import { toWaiting, waitingKey } from '../desk/outbox-store.ts'
import type { Equipment } from './equipment.ts'
import { useKept } from './use-kept.ts'

const againMs = 5000
const ownerOf = (tokens: unknown): string => toTokens(tokens)?.userId ?? ''

export function useWaiting({ outbox, local }: Equipment, sessionId: string): readonly Waiting[] {
  const all = useKept(local, waitingKey, toWaiting)
  const owner = useKept(local, tokensKey, ownerOf)
  const waiting = useMemo(() => (all ?? []).filter((one) => one.userId === owner && one.sessionId === sessionId), [all, owner, sessionId])
  const open = waiting.some(({ refused }) => refused === undefined)
  useEffect(() => {
    if (!open) return
    let sending = false
    const send = async (): Promise<void> => {
      if (sending) return
      sending = true
      // What the device refuses is tried again.
      await outbox.flush().catch(() => undefined)
      sending = false
    }
    const now = (): void => void send()
    const timer = setInterval(now, againMs)
    window.addEventListener('online', now)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', now)
    }
  }, [outbox, open])
  return waiting
}
