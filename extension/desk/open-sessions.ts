/** Which session belongs to which problem on this device, so that the panel goes on where it was; each learner has a list of their own. */
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

export interface OpenSessionsOptions {
  readonly store: Store
  /** Who is signed in: a sign-in may end without a word, and the next one may be somebody else's. */
  readonly owner: () => Promise<string | undefined>
}

/** What was kept under it alone was kept of nobody. */
export const sessionsPrefix = 'quint:sessions'
const most = 200

export function openSessions({ store, owner }: OpenSessionsOptions): OpenSessions {
  const keyNow = async (): Promise<string | undefined> => {
    const userId = await owner()
    return userId === undefined ? undefined : `${sessionsPrefix}:${userId}`
  }
  const under = async (key: string | undefined): Promise<Readonly<Record<string, OpenSession>>> => {
    const value = key === undefined ? undefined : await store.get(key)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, OpenSession>>) : {}
  }
  return {
    async of(problem) {
      const sessions = await under(await keyNow())
      const found = Object.hasOwn(sessions, problem) ? sessions[problem] : undefined
      return typeof found?.sessionId === 'string' ? found : undefined
    },
    async keep(problem, session) {
      const key = await keyNow()
      if (key === undefined) return
      const newest = Object.entries({ ...(await under(key)), [problem]: session }).toSorted(([, a], [, b]) => b.at - a.at)
      await store.set(key, Object.fromEntries(newest.slice(0, most)))
    },
    async forget(problem) {
      const key = await keyNow()
      const { [problem]: _gone, ...rest } = await under(key)
      if (key !== undefined) await store.set(key, rest)
    },
  }
}
