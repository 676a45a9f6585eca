/** A worker: takes messages from the queue one after another, keeps the row that one carries, and acknowledges what is done. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Table } from '../blueprint/table.ts'
import { type Caller, openCaller } from './caller.ts'
import { serveHttp } from './http.ts'
import { insertRow, onceFor, openRows, type Row } from './rows-store.ts'
import type { Running, Setup } from './setup.ts'

const idleMs = 50
const afterFailureMs = 200

export async function startWorker(setup: Extract<Setup, { process: unknown }>): Promise<Running> {
  const { process: plan, at, ways, tables, login } = setup
  const database = plan.calls.find(({ role }) => role === 'database')
  const rows = openRows({ ...ways, call: database, login })
  const counts = { done: 0, failed: 0 }
  const insert = (db: Pick<typeof rows, 'query'>, table: Table, row: Row) => insertRow(db, table, row, true)
  /** A message that comes again, because its client or the queue sent it again, is known by its key. */
  const keep = async (table: Table, row: Row, key: string | undefined): Promise<void> => {
    if (key === undefined) await insert(rows, table, row)
    else await onceFor(rows, key, async (tx) => ({ status: 201, body: await insert(tx, table, row) }))
  }
  const handle = async (text: string): Promise<void> => {
    // Services of the same deployment write them; what is no JSON is poison, and throws.
    const { table: name, row = {}, key } = JSON.parse(text) as { table?: string; row?: Row; key?: string }
    const table = tables.find((one) => one.name === name)
    if (table !== undefined && database !== undefined && Object.keys(row).length > 0) await keep(table, row, key)
    await pause(plan.serviceMs)
  }
  const work = async (queue: Caller): Promise<void> => {
    const { status, body } = await queue.call({ method: 'POST', path: '/take', repeatable: false })
    if (status !== 200) return await pause(idleMs)
    const message = JSON.parse(body) as { id: number; body: string }
    try {
      await handle(message.body)
      counts.done += 1
      await queue.call({ method: 'DELETE', path: `/${message.id}`, repeatable: true })
    } catch {
      // It comes again, and in the end stays aside.
      counts.failed += 1
    }
  }
  const loop = async (queue: Caller): Promise<never> => {
    for (;;) await work(queue).catch(() => pause(afterFailureMs))
  }
  // Each replica of a queue is asked by itself: what one holds, no other has.
  for (const call of plan.calls.filter(({ role }) => role === 'queue'))
    for (const wire of call.wires) loop(openCaller({ ...call, timeoutMs: call.timeoutMs || 2000, wires: [wire] }, ways)).catch(() => undefined)
  const port = await serveHttp(at, async () => ({ status: 404 }))
  return { ports: { listen: port }, obey: async () => ({ ...counts }) }
}
