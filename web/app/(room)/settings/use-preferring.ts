'use client'
/** Preferences, kept as soon as they are chosen: shown at once, as they were when they could not be kept. Keys choose faster than a server keeps: the last choice of each holds. */
import { useRef, useState } from 'react'
import { accounts, type Preferences, type User } from '../../../api/gateway.ts'
import { useSending } from '../../../coach/use-sending.ts'

export interface Preferring {
  readonly preferences: Partial<Preferences>
  readonly sending: boolean
  readonly error: unknown
  choose(change: Partial<Preferences>): void
  retry(): void
}

export function usePreferring(user: User, onChange: (user: User) => void): Preferring {
  const [chosen, setChosen] = useState<Partial<Preferences>>({})
  const waiting = useRef<Partial<Preferences>>({})
  const failed = useRef<Partial<Preferences>>({})
  const { sending, error, send } = useSending(async () => {
    let taken: Partial<Preferences> = {}
    try {
      while (Object.keys(waiting.current).length > 0) {
        taken = waiting.current
        waiting.current = {}
        onChange(await accounts.prefer(user.id, taken))
      }
    } catch (thrown) {
      failed.current = { ...taken, ...waiting.current }
      waiting.current = {}
      throw thrown
    } finally {
      setChosen({})
    }
  })
  const choose = (change: Partial<Preferences>): void => {
    waiting.current = { ...waiting.current, ...change }
    setChosen((now) => ({ ...now, ...change }))
    void send()
  }
  return { preferences: { ...user.preferences, ...chosen }, sending, error, choose, retry: () => choose(failed.current) }
}
