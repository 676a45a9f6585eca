'use client'
/** What the learner chose about the way Quint works for them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { putAnswer } from '../api/answers.ts'
import { accounts, type Preferences, type User } from '../api/gateway.ts'
import { keys } from '../api/keys.ts'

export interface Preferring {
  /** Undefined while they are not known. */
  readonly preferences: Preferences | undefined
  prefer(change: Partial<Preferences>): Promise<void>
}

export function usePreferences(): Preferring {
  const queries = useQueryClient()
  const me = useQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) })
  const id = me.data?.id
  const prefer = useCallback(
    async (change: Partial<Preferences>) => {
      if (id === undefined) return
      const user = await accounts.prefer(id, change)
      putAnswer<User>(queries, keys.me, user)
      await queries.invalidateQueries({ queryKey: keys.learning })
    },
    [id, queries],
  )
  return { preferences: me.data?.preferences, prefer }
}
