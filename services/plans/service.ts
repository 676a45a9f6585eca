/** Plans: the learner's profile, plans that fit it, the problems they are made of, reviews and the calendar. */
import { serviceIdentity } from '@quint/auth/service.ts'
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openStores } from '@quint/cache/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { openBudget } from '@quint/llm/common-budget.ts'
import { configureProviders } from '@quint/llm/configure.ts'
import { resilient } from '@quint/llm/resilient.ts'
import { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { serve } from '@quint/rpc/server.ts'
import { serving } from '@quint/rpc/serving.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { PlansConfig } from './config.ts'
import { handlers, topics } from './consuming.ts'
import { openEmbedding } from './intake/embedding.ts'
import { migrations } from './migrate.ts'
import { adviceFrom } from './plan/advice.ts'
import { observeReminders } from './planner/observed.ts'
import { openPusher, type SendPush } from './planner/push.ts'
import { startReminders } from './planner/reminders.ts'
import { openShelf } from './problems/shelf.ts'
import { rpc } from './rpc.ts'

export interface Plans extends AsyncDisposable {
  readonly address: string
}

export interface PlansDeps {
  readonly bus: Bus
  readonly log: Log
  readonly now?: () => Date
  /** In place of push services. */
  readonly sendPush?: SendPush
  /** Between two looks for reminders that are due. */
  readonly remindEveryMs?: number
  /** Pauses between attempts to apply an event, ms. */
  readonly eventRetryDelaysMs?: readonly number[]
}

const eventRetryDelaysMs = [50, 250, 1000, 5000]
const remindEveryMs = 5000
const requestsPerMinute = 20

export async function start(config: PlansConfig, deps: PlansDeps): Promise<Plans> {
  await using owned = new AsyncDisposableStack()
  const { bus, log, now = () => new Date() } = deps
  await migrate(config.PLANS_DATABASE_OWNER_URL, 'plans', migrations)
  const database = owned.use(openDatabase({ url: config.PLANS_DATABASE_URL, readUrl: config.PLANS_DATABASE_READ_URL }))
  const identity = await serviceIdentity('plans', JSON.parse(config.PLANS_SERVICE_KEY))
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const runner = owned.use(connect(RunnerServiceDefinition, { address: config.RUNNER_ADDRESS, identity, audience: 'runner', tls, log }))
  const shelf = owned.use(openShelf({ bank: runner.call, log }))
  owned.use(startRelay({ database, bus, source: 'plans', log }))
  const retryDelaysMs = deps.eventRetryDelaysMs ?? eventRetryDelaysMs
  owned.use(startConsumer({ database, bus, group: 'plans', topics, handlers: handlers({ find: shelf.find, now }), log, retryDelaysMs }))
  const pusher = openPusher({ database, contact: config.PLANS_PUSH_CONTACT, hosts: config.PLANS_PUSH_HOSTS })
  owned.use(startReminders({ database, now, log, send: deps.sendPush ?? pusher.send, everyMs: deps.remindEveryMs ?? remindEveryMs }))
  for (const reader of observeReminders(database)) owned.use(reader)
  const stores = owned.use(await openStores(config.REDIS_URL, log))
  const advise = adviceFrom({
    models: resilient(await providersOf(config), { log }),
    budget: openBudget({ requestsPerMinute, tokensPerDay: config.PLANS_TOKENS_PER_DAY }, { service: 'plans', stores, now: Date.now }),
    log,
  })
  const embed = openEmbedding({ ...embeddings(config), log })
  const server = owned.use(
    await serve(
      PlansServiceDefinition,
      rpc({ database, shelf, advise, embed, pusher, now }),
      serving(config, {
        name: 'plans',
        listen: config.PLANS_LISTEN_ADDRESS,
        log,
        tls,
        ready: () => database.query('select 1'),
      }),
    ),
  )
  const rest = owned.move()
  return { address: server.address, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

function embeddings(config: PlansConfig) {
  const openai = config.OPENAI_API_KEY === '' ? '' : config.OPENAI_BASE_URL || 'https://api.openai.com/v1'
  return {
    url: config.PLANS_EMBEDDINGS_URL || openai,
    // The key is OpenAI's: another server is not told it.
    apiKey: config.PLANS_EMBEDDINGS_URL === '' ? config.OPENAI_API_KEY : '',
    model: config.PLANS_EMBEDDINGS_MODEL,
  }
}

function providersOf(config: PlansConfig) {
  return configureProviders({
    anthropicApiKey: config.ANTHROPIC_API_KEY,
    anthropicBaseUrl: config.ANTHROPIC_BASE_URL,
    anthropicModel: config.PLANS_ANTHROPIC_MODEL,
    openaiApiKey: config.OPENAI_API_KEY,
    openaiBaseUrl: config.OPENAI_BASE_URL,
    openaiModel: config.PLANS_OPENAI_MODEL,
    compatibleBaseUrl: config.PLANS_COMPATIBLE_BASE_URL,
    compatibleApiKey: config.PLANS_COMPATIBLE_API_KEY,
    compatibleModel: config.PLANS_COMPATIBLE_MODEL,
    order: config.PLANS_PROVIDER_ORDER,
  })
}
