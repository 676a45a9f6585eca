/** Twelve writers at once, some of whose transactions stay open for a while after their event has its number. */
import { record } from '@quint/bus/outbox.ts'
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Auditor } from '../auditor.ts'
import type { Chance } from '../chance.ts'

export const topic = 'quint.faults.change.v1'
export const type = 'faults.change.made'

export interface Writers extends AsyncDisposable {
  /** Written and acknowledged so far. */
  written(): number
}

export interface WritersOptions {
  readonly database: Database
  readonly auditor: Auditor
  readonly chance: Chance
  readonly pauseMs: number
}

export function startWriters(options: WritersOptions): Writers {
  const stop = new AbortController()
  let written = 0
  const write = async (key: string): Promise<void> => {
    for (let n = 0; !stop.signal.aborted; n += 1) {
      await writeOnce(options, { key, n })
      written += 1
      await sleep(options.pauseMs, stop.signal)
    }
  }
  const all = Promise.all(Array.from({ length: 12 }, (_, number) => write(`writer-${number}`)))
  all.catch(() => undefined)
  return {
    written: () => written,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await all
    },
  }
}

interface Change {
  readonly key: string
  readonly n: number
}

/** Until it is known to be written: a try that failed may have been committed all the same, and then the next one finds it. */
async function writeOnce({ database, auditor, chance }: WritersOptions, { key, n }: Change): Promise<void> {
  const holdMs = chance.next() < 0.3 ? chance.between(1, 20) : 0
  for (;;) {
    try {
      await database.asService(async (tx) => {
        const added = await tx.query('insert into changes (key, n) values ($1, $2) on conflict do nothing returning n', [key, n])
        if (added.length === 0) return
        await record(tx, { type, topic, key, data: { n } })
        if (holdMs > 0) await sleep(holdMs)
      })
      break
    } catch {
      await sleep(100)
    }
  }
  await auditor.note({ kind: 'change', key, n })
}
