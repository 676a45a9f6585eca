/** Sessions: the learner's coaching sessions, from the first prompt to the last word. */
import { serviceIdentity } from '@quint/auth/service.ts'
import type { Bus } from '@quint/bus/bus.ts'
import { startConsumer } from '@quint/bus/consumer.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openDatabase } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { serve } from '@quint/rpc/server.ts'
import { serving } from '@quint/rpc/serving.ts'
import { openTls } from '@quint/rpc/tls.ts'
import type { Log } from '@quint/runtime/log.ts'
import { openAnalysis } from './analysis.ts'
import { startComputing } from './board/computing.ts'
import { openCoaching } from './coaching.ts'
import { observeQueue } from './community/observed.ts'
import type { SessionsConfig } from './config.ts'
import { handlers, topics } from './events.ts'
import { startIdleJob } from './idle.ts'
import { migrations } from './migrate.ts'
import { rpc } from './rpc.ts'
import { startWording } from './wording.ts'

export interface Sessions extends AsyncDisposable {
  readonly address: string
}

export interface SessionsDeps {
  readonly bus: Bus
  readonly log: Log
  readonly now?: () => Date
  /** Pauses between attempts to apply an event, ms. */
  readonly eventRetryDelaysMs?: readonly number[]
}

const eventRetryDelaysMs = [50, 250, 1000, 5000]
const idleCheckEveryMs = 60_000
const boardsEveryMs = 300_000

export async function start(config: SessionsConfig, deps: SessionsDeps): Promise<Sessions> {
  await using owned = new AsyncDisposableStack()
  const { bus, log, now = () => new Date() } = deps
  await migrate(config.SESSIONS_DATABASE_OWNER_URL, 'sessions', migrations)
  const database = owned.use(openDatabase({ url: config.SESSIONS_DATABASE_URL, readUrl: config.SESSIONS_DATABASE_READ_URL }))
  const identity = await serviceIdentity('sessions', JSON.parse(config.SESSIONS_SERVICE_KEY))
  const tls = owned.use(openTls({ folder: config.MESH_TLS_DIR, log }))
  const hints = owned.use(connect(HintsServiceDefinition, { address: config.HINTS_ADDRESS, identity, audience: 'hints', tls, log }))
  const analysis = openAnalysis(hints.call, log)
  owned.use(startRelay({ database, bus, source: 'sessions', log }))
  owned.use(startConsumer({ database, bus, group: 'sessions', topics, handlers, log, retryDelaysMs: deps.eventRetryDelaysMs ?? eventRetryDelaysMs }))
  owned.use(startIdleJob({ database, hours: config.SESSIONS_IDLE_ABANDON_HOURS, everyMs: idleCheckEveryMs, log }))
  for (const reader of observeQueue(database)) owned.use(reader)
  owned.use(startComputing({ database, everyMs: boardsEveryMs, log }))
  owned.use(startWording({ database, log }))
  const server = owned.use(
    await serve(
      SessionsServiceDefinition,
      rpc({ database, analysis, coaching: openCoaching({ database, analysis, now }), now }),
      serving(config, {
        name: 'sessions',
        listen: config.SESSIONS_LISTEN_ADDRESS,
        log,
        tls,
        ready: () => database.query('select 1'),
      }),
    ),
  )
  const rest = owned.move()
  return { address: server.address, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
