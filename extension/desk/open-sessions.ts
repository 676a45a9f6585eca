/** Which session belongs to which problem on this device, so that the panel goes on where it was. */
import type { Store } from '../account/store.ts'

export interface OpenSession {
  readonly sessionId: string
  readonly title: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

export interface OpenSessions {
  of(problem: string): Promise<OpenSession | undefined>
  keep(problem: string, session: OpenSession): Promise<void>
  forget(problem: string): Promise<void>
}

export const sessionsKey = 'quint:sessions'
const most = 200

export function openSessions(store: Store): OpenSessions {
  const all = async (): Promise<Readonly<Record<string, OpenSession>>> => {
    const value = await store.get(sessionsKey)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, OpenSession>>) : {}
  }
  return {
    async of(problem) {
      const sessions = await all()
      const found = Object.hasOwn(sessions, problem) ? sessions[problem] : undefined
      return typeof found?.sessionId === 'string' ? found : undefined
    },
    async keep(problem, session) {
      const newest = Object.entries({ ...(await all()), [problem]: session }).toSorted(([, a], [, b]) => b.at - a.at)
      await store.set(sessionsKey, Object.fromEntries(newest.slice(0, most)))
    },
    async forget(problem) {
      const { [problem]: _gone, ...rest } = await all()
      await store.set(sessionsKey, rest)
    },
  }
}
