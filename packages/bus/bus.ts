/** The port to the event log: Kafka's shape (topics, keys, headers, consumer groups), whatever stands behind it. */

export interface BusRecord {
  readonly topic: string
  /** The aggregate's id: records of one key stay in order. */
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly value: string
}

export interface Subscription {
  readonly group: string
  readonly topics: readonly string[]
  /** Called one record of a partition at a time; when it throws, the record is delivered again. */
  readonly each: (record: BusRecord, signal: AbortSignal) => Promise<void>
}

/** Only the relay publishes: services record events in their outbox, in the transaction of the change. */
export interface Bus extends AsyncDisposable {
  publish(records: readonly BusRecord[], signal: AbortSignal): Promise<void>
  /** Ends when disposed, after the record in hand. */
  subscribe(subscription: Subscription): AsyncDisposable
}
