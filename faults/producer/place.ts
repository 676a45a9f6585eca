/** Where the rows about events are played: a database, writers, relays and consumers as processes of their own, on either bus. */
import path from 'node:path'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { openDatabase } from '@quint/db/database.ts'
import { migrate, prepareSchema } from '@quint/db/schema.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { inWords, isClean, type Verdict } from '../audit/verdict.ts'
import { startAuditor } from '../auditor.ts'
import { openPostgres, type Postgres } from '../postgres.ts'
import { type Program, startProgram } from '../program.ts'
import type { Scene } from '../scene.ts'
import { startWriters, topic, type, type Writers } from './writers.ts'

export interface PlaceOptions {
  readonly relays?: number
  readonly consumers?: number
  /** In place of the log in Postgres. */
  readonly busUrl?: string
  /** Put into the relay's environment. */
  readonly mutation?: Readonly<Record<string, string>>
  readonly writerPauseMs?: number
  /** A key whose events the consumer cannot apply. */
  readonly poison?: string
}

export interface EventPlace extends AsyncDisposable {
  readonly postgres: Postgres
  readonly relays: readonly Program[]
  readonly consumers: readonly Program[]
  readonly writers: Writers
  readonly busUrl: string
  /** A consumer to which nothing is poison. */
  anotherConsumer(): Promise<Program>
  /** Stops the writers, waits until nothing more arrives, and has the auditor compare. */
  settle(quietMs?: number): Promise<Verdict>
}

export async function openEventPlace(scene: Scene, options: PlaceOptions = {}): Promise<EventPlace> {
  await using owned = new AsyncDisposableStack()
  const postgres = owned.use(await openPostgres(path.join(scene.folder, 'postgres')))
  const { adminUrl } = postgres
  const prepare = (name: string) => prepareSchema(adminUrl, name)
  const [bus, producer, audit] = [await prepare('bus'), await prepare('producer'), await prepare('audit')]
  await migrate(producer.ownerUrl, 'producer', [outboxMigrations, path.join(import.meta.dirname, 'migrations')])
  await migrate(audit.ownerUrl, 'audit', [outboxMigrations, path.join(import.meta.dirname, '..', 'audit', 'migrations')])
  const auditor = owned.use(startAuditor(path.join(scene.folder, 'journal')))
  const env = { BUS_URL: options.busUrl ?? bus.ownerUrl }
  const consuming = { ...env, AUDIT_DATABASE_URL: audit.url, AUDIT_TOPICS: topic, AUDIT_TYPES: type }
  const several = (count: number, name: string, program: Omit<Parameters<typeof startProgram>[0], 'name'>): Program[] =>
    Array.from({ length: count }, (_, number) => owned.use(startProgram({ name: `${name} ${number + 1}`, ...program })))
  const relays = several(options.relays ?? 1, 'relay', {
    file: 'faults/producer/relay.ts',
    env: { ...env, ...options.mutation, PRODUCER_DATABASE_URL: producer.url },
  })
  const consumers = several(options.consumers ?? 1, 'consumer', {
    file: 'faults/audit/consumer.ts',
    env: { ...consuming, AUDIT_POISON: options.poison ?? '' },
  })
  await Promise.all([...relays, ...consumers].map((program) => program.ready()))
  const database = owned.use(openDatabase({ url: producer.url, maxConnections: 12 }))
  const writers = owned.use(startWriters({ database, auditor, chance: scene.chance, pauseMs: options.writerPauseMs ?? 30 }))
  const rest = owned.move()
  return {
    postgres,
    relays,
    consumers,
    writers,
    busUrl: env.BUS_URL,
    async anotherConsumer() {
      const program = rest.use(startProgram({ name: 'another consumer', file: 'faults/audit/consumer.ts', env: consuming }))
      await program.ready()
      return program
    },
    async settle(quietMs) {
      await writers[Symbol.asyncDispose]()
      return settled(() => auditor.compare('changes', adminUrl), quietMs)
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

const patienceMs = 20_000

/** The verdict once it is clean, or once nothing has moved for so long that nothing will. */
export async function settled(compare: () => Promise<Verdict>, quietMs: number = patienceMs): Promise<Verdict> {
  let last = await compare()
  let movedAt = Date.now()
  while (!isClean(last) && Date.now() - movedAt < quietMs) {
    await sleep(500)
    const next = await compare()
    if (inWords(next) !== inWords(last)) movedAt = Date.now()
    last = next
  }
  return last
}
