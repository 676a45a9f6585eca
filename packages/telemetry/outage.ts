/** A collector that takes nothing is told of in one line, and so is its return: never in a line for each attempt. */
import type { Log } from '@quint/runtime/log.ts'

export type Signal = 'traces' | 'metrics' | 'logs'

interface Exporter<Items> {
  export(items: Items, done: (result: { readonly code: number; readonly error?: Error }) => void): void
}

const quietMs = 300_000

export type Watch = <Items, Given extends Exporter<Items>>(signal: Signal, exporter: Given) => Given

/** @returns what makes an exporter one whose outages are told. */
export function watchOutages(log: Log, now: () => number = Date.now): Watch {
  return (signal, exporter) => {
    const send = exporter.export.bind(exporter)
    let away = false
    let saidAt = Number.NEGATIVE_INFINITY
    exporter.export = (items, done) =>
      send(items, (result) => {
        const failed = result.code !== 0
        // A collector that comes and goes is as quiet as one that stays away.
        if (failed && !away && now() - saidAt >= quietMs) {
          away = true
          saidAt = now()
          log.warn('the collector takes no telemetry: what does not fit the queue is dropped', { kind: signal })
        }
        if (!failed && away) {
          away = false
          log.info('the collector takes telemetry again', { kind: signal })
        }
        done(result)
      })
    return exporter
  }
}
