/** Reads what a topic holds now through a consumer group of its own, for a log that is only read by groups. */
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Bus, Delivery } from './bus.ts'
import { orAborted } from './renewed.ts'

export interface Log extends Pick<Bus, 'subscribe'> {
  /** By partition, the offset behind the last record; only partitions that hold records. */
  ends(topic: string): Promise<ReadonlyMap<number, number>>
  removeGroup(group: string): Promise<void>
}

export async function* readSnapshot(log: Log, topic: string, signal: AbortSignal): AsyncGenerator<Delivery> {
  const ends = new Map(await orAborted(log.ends(topic), signal))
  if (ends.size === 0) return
  const group = `quint.read.${uuidv7()}`
  const { readable, writable } = new TransformStream<Delivery, Delivery>()
  const writer = writable.getWriter()
  const stopped = (): void => void writer.abort(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', stopped, { once: true })
  const reading = log.subscribe({
    group,
    topics: [topic],
    async each(delivery) {
      const end = ends.get(delivery.partition)
      if (end === undefined) return
      if (delivery.offset < end) await writer.write(delivery)
      if (delivery.offset + 1 >= end) ends.delete(delivery.partition)
      if (ends.size === 0) void writer.close().catch(() => undefined)
    },
  })
  try {
    yield* readable
  } finally {
    signal.removeEventListener('abort', stopped)
    await reading[Symbol.asyncDispose]()
    await log.removeGroup(group).catch(() => undefined)
  }
}
