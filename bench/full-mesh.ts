/** The mesh that most rows ask: one process with a model beside it, 100,000 sessions stored, learners signed in. */
import { type BenchLearner, register } from './learner.ts'
import { type Owned, type Stored, store } from './stored.ts'
import { startWorker, type Worker, type WorkerOptions } from './worker.ts'
import type { MeshTasks } from './workers/mesh.ts'
import type { ProviderTasks } from './workers/provider.ts'
import type { ReaderTasks } from './workers/reader.ts'

export interface FullMesh extends AsyncDisposable {
  readonly url: string
  readonly providerUrl: string
  /** The superuser of its database. */
  readonly adminUrl: string
  readonly mesh: Worker<MeshTasks>
  readonly provider: Worker<ProviderTasks>
  readonly reader: Worker<ReaderTasks>
  readonly stored: Stored
  /** A session whose hint nobody has asked for yet. */
  takeAnswered(): Owned
}

const learnerCount = 20

export async function startFullMesh(options: WorkerOptions): Promise<FullMesh> {
  await using owned = new AsyncDisposableStack()
  const provider = owned.use(startWorker<ProviderTasks>('provider', options))
  const mesh = owned.use(startWorker<MeshTasks>('mesh', options))
  const reader = owned.use(startWorker<ReaderTasks>('reader', options))
  const { url: providerUrl } = await provider.ask('start')
  const { url, adminUrl } = await mesh.ask('start', { providerUrl })
  const learners: BenchLearner[] = []
  for (let number = 0; number < learnerCount; number += 1) learners.push(await register(url, number))
  const stored = await store(adminUrl, learners)
  const left = [...stored.answered]
  const rest = owned.move()
  return {
    url,
    providerUrl,
    adminUrl,
    mesh,
    provider,
    reader,
    stored,
    takeAnswered() {
      const next = left.pop()
      if (next === undefined) throw new Error('every answered session has had its hint')
      return next
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
