/** Hints: what the answers show, and one streamed hint at a time that never spoils the problem. */
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openStores } from '@quint/cache/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { openBudget } from '@quint/llm/common-budget.ts'
import { defaultOptions, resilient } from '@quint/llm/resilient.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { serve } from '@quint/rpc/server.ts'
import { serving } from '@quint/rpc/serving.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { type Coach, openCoaches } from './coaches.ts'
import type { HintsConfig } from './config.ts'
import { openDialogue } from './dialogue/dialogue.ts'
import { openTurnStore } from './dialogue/turn-store.ts'
import { openTurnWriter } from './dialogue/turn-writer.ts'
import { handlers, topics } from './events.ts'
import { openHintDesk } from './hint.ts'
import { migrations } from './migrate.ts'
import type { Answering } from './model-text.ts'
import { providersOf } from './models.ts'
import { rpc } from './rpc.ts'
import { openStore } from './store.ts'
import { addAnswer } from './usage-store.ts'
import { openWriter } from './writer.ts'

export interface Hints extends AsyncDisposable {
  readonly address: string
  /** Who answers first where the learner wants nobody else. */
  readonly coach: Coach
}

export interface HintsDeps {
  readonly bus: Bus
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Pauses between attempts to apply an event, ms. */
  readonly eventRetryDelaysMs?: readonly number[]
  /** After this long without a move, a hint has lost its writer. */
  readonly lostAfterMs?: number
}

const eventRetryDelaysMs = [50, 250, 1000, 5000]

export async function start(config: HintsConfig, deps: HintsDeps): Promise<Hints> {
  await using owned = new AsyncDisposableStack()
  const { bus, log, now = Date.now, lostAfterMs = 60_000 } = deps
  const providers = await providersOf(config)
  await migrate(config.HINTS_DATABASE_OWNER_URL, 'hints', migrations)
  const database = owned.use(openDatabase({ url: config.HINTS_DATABASE_URL, readUrl: config.HINTS_DATABASE_READ_URL }))
  owned.use(startRelay({ database, bus, source: 'hints', log }))
  owned.use(startConsumer({ database, bus, group: 'hints', topics, handlers, log, retryDelaysMs: deps.eventRetryDelaysMs ?? eventRetryDelaysMs }))
  const store = openStore(database)
  const turns = openTurnStore(database)
  const waiting = { disconnectGraceMs: config.HINTS_DISCONNECT_GRACE_MS, lostAfterMs }
  const desk = owned.use(openHintDesk({ store, ...waiting }))
  const turnDesk = owned.use(openHintDesk({ store: turns, ...waiting }))
  const stopping = new AbortController()
  const stores = owned.use(await openStores(config.REDIS_URL, log))
  const limits = { requestsPerMinute: config.HINTS_REQUESTS_PER_MINUTE, tokensPerDay: config.HINTS_TOKENS_PER_DAY }
  const budget = openBudget(limits, { service: 'hints', stores, now })
  const coaches = openCoaches(resilient(providers, { ...defaultOptions, log }), providers)
  const writing = { budget, log, clock: now, stopping: stopping.signal }
  const interviewer = {
    ...writing,
    budget: budget.beside('interviews', config.HINTS_INTERVIEW_TURNS_PER_MINUTE),
    used: (answering: Answering) => addAnswer(database, 'interviews', answering),
  }
  const designer = {
    ...writing,
    budget: budget.beside('designs', config.HINTS_REQUESTS_PER_MINUTE),
    used: (answering: Answering) => addAnswer(database, 'designs', answering),
  }
  const writer = openWriter({ store, ...writing })
  const dialogue = openDialogue({ store: turns, desk: turnDesk, writer: openTurnWriter({ store: turns, ...writing }) })
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const server = owned.use(
    await serve(
      HintsServiceDefinition,
      rpc({ database, store, desk, writer, dialogue, interviewer, designer, coaches }),
      serving(config, {
        name: 'hints',
        listen: config.HINTS_LISTEN_ADDRESS,
        log,
        tls,
        ready: () => database.query('select 1'),
      }),
    ),
  )
  // Closed first: once nobody is sent here any more, hints in the making are brought to their end, and then the server takes leave of its readers.
  owned.defer(async () => {
    await server.leave()
    stopping.abort()
  })
  const rest = owned.move()
  return { address: server.address, coach: coaches.standard, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
