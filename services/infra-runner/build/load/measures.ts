/** Figures of requests while they happen: an HDR histogram of the latencies, and buckets of a quarter of a second. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Bucket, bucketMs, type Collected, type Written } from './told.ts'

interface Open {
  readonly at: number
  sent: number
  failed: number
  open: number
  readonly latenciesMs: number[]
}

export interface Measures {
  due(at: number): (answer: { readonly worked: boolean; readonly said: string }) => void
  wrote(written: Written): void
  /** So many connections, to open others. */
  gaveUp(connections: number): void
  inHand(): number
  collected(): Collected
}

const mostMicroseconds = 120_000_000

/** @param now epoch milliseconds with fractions. */
export function openMeasures(now: () => number): Measures {
  const latencies: RecordableHistogram = createHistogram({ lowest: 1, highest: mostMicroseconds, figures: 3 })
  const began = now()
  const buckets = new Map<number, Open>()
  const answeredAt: number[] = []
  const dueAt: number[] = []
  const answers: Record<string, number> = {}
  const written: Written[] = []
  let failed = 0
  let open = 0
  let connections = 0
  const bucketOf = (at: number): Open => {
    const place = Math.floor(at / bucketMs) * bucketMs
    const known = buckets.get(place)
    if (known !== undefined) return known
    const bucket = { at: place, sent: 0, failed: 0, open: 0, latenciesMs: [] }
    buckets.set(place, bucket)
    return bucket
  }
  return {
    due(at) {
      const bucket = bucketOf(at)
      bucket.sent += 1
      bucket.open += 1
      open += 1
      dueAt.push(at)
      return ({ worked, said }) => {
        const end = now()
        bucket.open -= 1
        open -= 1
        answers[said] = (answers[said] ?? 0) + 1
        if (!worked) {
          failed += 1
          bucket.failed += 1
          return
        }
        answeredAt.push(end)
        // From when it was due: what waited to be sent waited all the same.
        const ms = Math.max(0.001, end - at)
        bucket.latenciesMs.push(ms)
        latencies.record(Math.min(mostMicroseconds, Math.max(1, Math.round(ms * 1000))))
      }
    },
    wrote: (one) => void written.push(one),
    gaveUp(many) {
      connections += many
    },
    inHand: () => open,
    collected() {
      const last = dueAt.at(-1) ?? began
      const middle = began + (last - began) / 2
      const at = (percent: number): number => (answeredAt.length === 0 ? 0 : latencies.percentile(percent) / 1000)
      return {
        sent: dueAt.length,
        failed,
        lateAnswered: answeredAt.filter((one) => one >= middle && one <= last).length,
        lateDue: dueAt.filter((one) => one >= middle).length,
        seconds: (last - began) / 1000,
        p50Ms: at(50),
        p95Ms: at(95),
        p99Ms: at(99),
        p999Ms: at(99.9),
        buckets: [...buckets.values()].sort((one, other) => one.at - other.at).map(bucketFrom),
        written,
        connections,
        answers,
      }
    },
  }
}

function bucketFrom({ at, sent, failed, open, latenciesMs }: Open): Bucket {
  return { at, sent, failed, open, latenciesMs: latenciesMs.map((ms) => Math.round(ms * 10) / 10).sort((one, other) => one - other) }
}
