/** Content: study videos made on demand, the feed they stand in, and what learners say of them. */
import path from 'node:path'
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openStores } from '@quint/cache/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { startMonths } from '@quint/db/months.ts'
import { migrate } from '@quint/db/schema.ts'
import { startWorkers } from '@quint/jobs/worker.ts'
import { openBudget } from '@quint/llm/common-budget.ts'
import { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { serve } from '@quint/rpc/server.ts'
import { serving } from '@quint/rpc/serving.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { openStorage } from '@quint/storage/open.ts'
import { authorWith } from './author/model.ts'
import type { ContentConfig } from './config.ts'
import * as events from './events.ts'
import { openFollowing } from './feed/following.ts'
import { keepHouse } from './housekeeping.ts'
import { pressOf } from './making.ts'
import { migrations } from './migrate.ts'
import { openModels } from './models.ts'
import type { Press } from './render/press.ts'
import { rpc } from './rpc.ts'
import { eraseLearner } from './store.ts'
import { observeHeld } from './talk/held-age.ts'
import { videoKind } from './video/pipeline.ts'

export interface Content extends AsyncDisposable {
  readonly address: string
}

export interface ContentDeps {
  readonly bus: Bus
  readonly log: Log
  readonly now?: () => Date
  /** In place of the renderer. */
  readonly press?: Press
  readonly houseEveryMs?: number
  /** Pauses between attempts to apply an event, ms. */
  readonly eventRetryDelaysMs?: readonly number[]
}

const eventRetryDelaysMs = [50, 250, 1000, 5000]
const houseEveryMs = 30_000
const requestsPerMinute = 6

export async function start(config: ContentConfig, deps: ContentDeps): Promise<Content> {
  await using owned = new AsyncDisposableStack()
  const { bus, log, now = () => new Date() } = deps
  await migrate(config.CONTENT_DATABASE_OWNER_URL, 'content', migrations)
  const database = owned.use(openDatabase({ url: config.CONTENT_DATABASE_URL, readUrl: config.CONTENT_DATABASE_READ_URL }))
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const storage = openStorage({ url: config.CONTENT_STORAGE_URL, keyId: config.CONTENT_STORAGE_KEY_ID, secret: config.CONTENT_STORAGE_SECRET })
  const workFolder = path.resolve(config.CONTENT_WORK_DIR)
  const clips = path.join(workFolder, 'clips')
  owned.use(startRelay({ database, bus, source: 'content', log }))
  owned.use(startMonths({ database, log }))
  const retryDelaysMs = deps.eventRetryDelaysMs ?? eventRetryDelaysMs
  owned.use(startConsumer({ database, bus, group: 'content', topics: ['quint.identity.user.v1'], handlers, log, retryDelaysMs }))
  const models = owned.use(await openModels(config, log))
  const stores = owned.use(await openStores(config.REDIS_URL, log))
  const author = authorWith({
    models: models.scripts,
    digestOf: models.digestOf,
    budget: openBudget({ requestsPerMinute, tokensPerDay: config.CONTENT_TOKENS_PER_DAY }, { service: 'content', stores, now: Date.now }),
    log,
  })
  const press = deps.press ?? (await pressOf(config, clips))
  const kinds = [videoKind({ database, storage, press, author, stage: models.stage, workFolder, atOnce: config.CONTENT_RENDERS_AT_ONCE })]
  owned.use(startWorkers({ database, log, kinds }))
  const house = { database, storage, clips, mostClipBytes: config.CONTENT_WORK_BYTES, out: path.join(workFolder, 'out'), now }
  owned.use(startRepeating({ name: 'content.house', everyMs: deps.houseEveryMs ?? houseEveryMs, work: (signal) => keepHouse(house, signal), log }))
  owned.use(observeHeld(database, now))
  const following = owned.use(openFollowing(database))
  const quota = { mostAtOnce: config.CONTENT_VIDEOS_AT_ONCE, mostPerDay: config.CONTENT_VIDEOS_PER_DAY }
  const server = owned.use(
    await serve(
      ContentServiceDefinition,
      rpc({ database, following, hasModel: models.scripts.configured, stage: models.stage, ...quota, now }),
      serving(config, {
        name: 'content',
        listen: config.CONTENT_LISTEN_ADDRESS,
        log,
        tls,
        ready: () => database.query('select 1'),
      }),
    ),
  )
  const rest = owned.move()
  return { address: server.address, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

const handlers: Parameters<typeof startConsumer>[0]['handlers'] = {
  'identity.user.deleted': async (tx, event) => {
    const { userId } = UserDeleted.fromJSON(event.data)
    await eraseLearner(tx, userId)
    await events.erased(tx, { userId })
  },
}
