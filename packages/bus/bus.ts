/** The port to the event log: Kafka's shape (topics, keys, headers, consumer groups), whatever stands behind it. */

export interface BusRecord {
  readonly topic: string
  /** The aggregate's id: records of one key stay in order. */
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly value: string
}

/** A record with its place in the log. */
export interface Delivery extends BusRecord {
  readonly partition: number
  readonly offset: number
}

export interface Subscription {
  readonly group: string
  readonly topics: readonly string[]
  /**
   * Called one record of a partition at a time; its offset is committed after it succeeded. When it throws, its partition pauses and the
   * record is delivered again: after the time that `Later` names, else after a moment.
   */
  readonly each: (delivery: Delivery, signal: AbortSignal) => Promise<void>
}

/** Only the relay publishes: services record events in their outbox, in the transaction of the change. */
export interface Bus extends AsyncDisposable {
  /** At least once: a publication that fails may have happened all the same. */
  publish(records: readonly BusRecord[], signal: AbortSignal): Promise<void>
  /** Ends when disposed, after the records in hand. */
  subscribe(subscription: Subscription): AsyncDisposable
  /** Every record that a topic holds at the moment of the call, in order within its partition, for no group; none of a topic that is unknown. */
  read(topic: string, signal: AbortSignal): AsyncIterable<Delivery>
  topics(signal: AbortSignal): Promise<readonly string[]>
}

/** Thrown by a subscriber that cannot take a record yet: its partition waits, the others go on. */
export class Later extends Error {
  readonly delayMs: number

  constructor(delayMs: number, options?: ErrorOptions) {
    super('the record is to be delivered later', options)
    this.name = 'Later'
    this.delayMs = delayMs
  }
}

const pauseAfterErrorMs = 500

/** @returns how long a partition waits after its subscriber threw. */
export function pauseMsOf(error: unknown): number {
  return error instanceof Later ? error.delayMs : pauseAfterErrorMs
}
