'use client'
/** What waits on this device to be sent, as it changes. */
import { useEffect, useState } from 'react'
import type { Waiting } from '../coach/outbox.ts'
import { deviceOutbox, watchOutbox } from './device-outbox.ts'

/** @param userId undefined while it is not known: then nothing is shown. */
export function useWaiting(userId: string | undefined, sessionId?: string): readonly Waiting[] {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  useEffect(() => {
    if (userId === undefined) return
    let left = false
    const look = async (): Promise<void> => {
      const found = await deviceOutbox()
        .waiting(userId, sessionId)
        .catch(() => [])
      if (!left) setWaiting(found)
    }
    void look()
    const unwatch = watchOutbox(() => void look())
    return () => {
      left = true
      unwatch()
    }
  }, [userId, sessionId])
  return waiting
}
