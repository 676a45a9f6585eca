/** Our events on the wire: CloudEvents 1.0 in binary mode, so attributes are headers and the body is protobuf-JSON. */
import { isUuid } from '@quint/runtime/uuid.ts'
import type { BusRecord } from './bus.ts'

export interface Event {
  /** UUIDv7. */
  readonly id: string
  /** `<service>.<aggregate>.<past tense>`, such as "sessions.session.started". */
  readonly type: string
  readonly topic: string
  /** The aggregate's id. */
  readonly key: string
  /** RFC 3339, UTC. */
  readonly time: string
  /** protobuf-JSON of the event's message. */
  readonly data: unknown
  /** W3C Trace Context of the action it tells of; absent when that was not traced. */
  readonly traceparent?: string
}

export function toRecord(event: Event, source: string): BusRecord {
  return {
    topic: event.topic,
    key: event.key,
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: `/quint/${source}`,
      ce_subject: event.key,
      ce_time: event.time,
      'content-type': 'application/json',
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    },
    value: JSON.stringify(event.data),
  }
}

/** Throws when the record is not an event of ours. */
export function fromRecord(record: BusRecord): Event {
  const { ce_id: id, ce_type: type, ce_time: time, ce_specversion: version } = record.headers
  if (version !== '1.0' || id === undefined || !isUuid(id) || type === undefined || time === undefined)
    throw new Error('the record is not a CloudEvent')
  const { traceparent } = record.headers
  const event = { id, type, time, topic: record.topic, key: record.key, data: JSON.parse(record.value) as unknown }
  return traceparent === undefined ? event : { ...event, traceparent }
}
