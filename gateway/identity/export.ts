/** Everything held of a learner, from identity and every service, as one JSON document in pieces. */

/** How long a learner's download may take. */
export const exportMs = 300_000

export interface Asking {
  readonly signal: AbortSignal
  /** Speaks for the learner whose document it is. */
  readonly learnerToken: string
  readonly deadline: number
}

/** A service that holds something of learners: it exports it, and says when it has erased it. */
export interface HoldingService {
  readonly name: string
  /** One JSON document in pieces. */
  readonly export: (asking: Asking) => AsyncIterable<{ readonly json: Uint8Array }>
}

/** Closed only at the very end: what was cut off before is no document. Services are asked one after another, each when its turn has come. */
export async function* wholeExport(identity: unknown, services: readonly HoldingService[], asking: Asking): AsyncGenerator<string | Uint8Array> {
  let before = `{"identity":${JSON.stringify(identity)}`
  for (const service of services) {
    before += `,"${service.name}":`
    for await (const { json } of service.export(asking)) {
      if (before !== '') yield before
      before = ''
      yield json
    }
    if (before !== '') throw new Error(`${service.name} exported nothing, not even an empty document`)
  }
  yield `${before}}`
}
