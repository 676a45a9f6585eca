/** Learners who go through one session after the other until they are told to stop. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Counts, openCounts } from './asking.ts'
import { coach, signUp } from './learner.ts'
import type { Mesh } from './mesh.ts'

export interface Load extends AsyncDisposable {
  readonly counts: Counts
  sessions(): number
  /** Lets each learner finish the session in hand. */
  stop(): Promise<void>
}

export interface LoadOptions {
  readonly learners: number
  readonly pauseMs: number
}

export function startLoad(mesh: Mesh, { learners, pauseMs }: LoadOptions): Load {
  const counts = openCounts()
  const cut = new AbortController()
  let going = true
  let sessions = 0
  const learn = async (number: number): Promise<void> => {
    const learner = await signUp({ url: mesh.url, number, auditor: mesh.auditor, counts, signal: cut.signal })
    while (going) {
      await coach(learner, () => delay(going ? pauseMs : 0))
      sessions += 1
    }
  }
  const all = Promise.all(Array.from({ length: learners }, (_, number) => learn(number)))
  all.catch(() => undefined)
  return {
    counts,
    sessions: () => sessions,
    async stop() {
      going = false
      await all
    },
    async [Symbol.asyncDispose]() {
      cut.abort()
      await all.catch(() => undefined)
    },
  }
}
