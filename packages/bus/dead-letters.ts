/** Dead letters of every group: what they are, and their replay, each with a line of audit. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Bus, Delivery } from './bus.ts'
import { type Setback, setbackOf, toReplay } from './setback.ts'
import { deadLetterTopic, parkedTopic, replayAuditTopic } from './topics.ts'

export interface DeadLetter extends Setback {
  /** `<group>.<partition>.<offset>` among the dead letters, with `.parked` behind it when it is parked. */
  readonly id: string
  readonly key: string
  /** Empty when the message is not an event. */
  readonly eventId: string
  readonly type: string
  /** Replayed in vain too often: replayed again only when it is named. */
  readonly parked: boolean
}

export interface Range {
  /** Only of this group. */
  readonly group?: string
  /** RFC 3339, UTC; of the last failure. */
  readonly from?: string
  /** Exclusive. */
  readonly to?: string
}

export interface ReplayOptions {
  readonly bus: Bus
  /** Who asks for it: the id of an account, or "operator". */
  readonly by: string
  readonly log: Log
  readonly signal: AbortSignal
  /** Called before each replay; when it fails, nothing is replayed. */
  readonly before?: (replay: Replay) => Promise<void>
}

export interface Replay {
  readonly letter: DeadLetter
  /** A header of the replayed record, and part of its line of audit. */
  readonly replayId: string
}

export interface RangeReplayOptions extends ReplayOptions {
  readonly range: Range
  readonly ratePerSecond: number
}

/** Letters that wait for a decision, oldest failure first; those that were replayed are no longer among them. */
export async function listDeadLetters(bus: Bus, range: Range, signal: AbortSignal): Promise<DeadLetter[]> {
  return (await waiting(bus, range, signal)).map(({ letter }) => letter)
}

/** Replays one letter, parked or not. Fails with `not_found` when there is none of that id that waits. */
export async function replayDeadLetter(id: string, options: ReplayOptions): Promise<Replay> {
  const [group = ''] = id.split('.')
  const found = (await waiting(options.bus, { group }, options.signal)).find(({ letter }) => letter.id === id)
  if (found === undefined) throw new Failure('not_found', 'There is no such dead letter, or it was replayed already.')
  return replay(found, options)
}

/** Replays a range, parked letters left out, no faster than the rate; ends early, without an error, when the signal is aborted. */
export async function replayDeadLetters(options: RangeReplayOptions): Promise<DeadLetter[]> {
  const replayed: DeadLetter[] = []
  for (const found of await waiting(options.bus, options.range, options.signal)) {
    if (found.letter.parked) continue
    if (options.signal.aborted) break
    await replay(found, options)
    replayed.push(found.letter)
    await sleep(1000 / options.ratePerSecond, options.signal)
  }
  return replayed
}

interface Found {
  readonly letter: DeadLetter
  readonly delivery: Delivery
}

async function waiting(bus: Bus, range: Range, signal: AbortSignal): Promise<Found[]> {
  const settled = new Set<string>()
  for await (const line of bus.read(replayAuditTopic, signal)) settled.add(line.key)
  const found: Found[] = []
  for (const { topic, parked } of await letterTopics(bus, range, signal)) {
    for await (const delivery of bus.read(topic, signal)) {
      const letter = letterOf(delivery, parked)
      if (!settled.has(letter.id) && isWithin(letter, range)) found.push({ letter, delivery })
    }
  }
  return found.sort((a, b) => (a.letter.lastFailedAt < b.letter.lastFailedAt ? -1 : 1))
}

async function letterTopics(bus: Bus, { group }: Range, signal: AbortSignal) {
  const groups = (await bus.topics(signal)).map((topic) => /^quint\.([^.]+)\.(?:dlq|parked)$/.exec(topic)?.[1]).filter((name) => name !== undefined)
  return [...new Set(groups)]
    .filter((name) => group === undefined || name === group)
    .flatMap((name) => [
      { topic: deadLetterTopic(name), parked: false },
      { topic: parkedTopic(name), parked: true },
    ])
}

function isWithin({ lastFailedAt }: DeadLetter, { from = '', to }: Range): boolean {
  return lastFailedAt >= from && (to === undefined || lastFailedAt < to)
}

function letterOf(delivery: Delivery, parked: boolean): DeadLetter {
  const setback = setbackOf(delivery)
  const { ce_id: eventId = '', ce_type: type = '' } = delivery.headers
  const id = `${setback.group}.${delivery.partition}.${delivery.offset}${parked ? '.parked' : ''}`
  return { ...setback, id, key: delivery.key, eventId, type, parked }
}

/** The audit comes second: a crash between the two replays the letter once more, which the inbox makes harmless, and leaves no replay without a line. */
async function replay({ letter, delivery }: Found, { bus, by, log, signal, before }: ReplayOptions): Promise<Replay> {
  const replayId = uuidv7()
  await before?.({ letter, replayId })
  await bus.publish([toReplay(delivery, replayId)], signal)
  const line = {
    letterId: letter.id,
    replayId,
    by,
    at: new Date().toISOString(),
    group: letter.group,
    eventId: letter.eventId,
    origin: letter.origin,
  }
  await bus.publish(
    [{ topic: replayAuditTopic, key: letter.id, headers: { 'content-type': 'application/json' }, value: JSON.stringify(line) }],
    signal,
  )
  const { topic, partition, offset } = letter.origin
  log.info('a dead letter is replayed', { group: letter.group, event: letter.eventId, topic, partition, offset, attempts: letter.attempts })
  return { letter, replayId }
}
