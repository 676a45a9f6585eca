/** Dead letters on any bus: listed with their story, replayed once with a line of audit, parked when that is in vain. */
import assert from 'node:assert/strict'
import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { Delivery } from './bus.ts'
import type { Laws } from './bus-suite.ts'
import { listDeadLetters, replayDeadLetter, replayDeadLetters } from './dead-letters.ts'
import { consumerOf, type DeliveryPlace, firstOf, relayOf, soon, thing } from './delivery-suite.ts'
import type { Event } from './event.ts'
import { record } from './outbox.ts'
import { deadLetterTopic, parkedTopic, replayAuditTopic } from './topics.ts'

const replaying = ({ bus }: DeliveryPlace) => ({ bus, by: 'operator', log: silentLog, signal: soon() })

/** A consumer that refuses everything until it is cured, and a way to wait for what it does. */
function patient() {
  const applied = Promise.withResolvers<Event>()
  const state = { ill: true, applied: 0 }
  const handler = async (_tx: Tx, event: Event): Promise<void> => {
    if (state.ill) throw new Error('ill')
    state.applied += 1
    applied.resolve(event)
  }
  return { state, handler, applied: applied.promise }
}

async function everything(place: DeliveryPlace, topic: string): Promise<Delivery[]> {
  const found: Delivery[] = []
  for await (const delivery of place.bus.read(topic, soon())) found.push(delivery)
  return found
}

export const replayLaws: Laws<DeliveryPlace> = {
  async 'a dead letter is listed with its story, replayed, applied once, and then no longer listed'(place) {
    const { state, handler, applied } = patient()
    await using _consumer = consumerOf(place, handler, { retryTopicDelaysMs: [] })
    await using letters = firstOf(place.bus, deadLetterTopic('g'))
    await using _relay = relayOf(place)
    await place.database.asService((tx) => record(tx, thing('a', 7)))
    await letters.first
    const [letter, ...more] = await listDeadLetters(place.bus, { group: 'g' }, soon())
    assert.deepEqual(more, [])
    assert.match(letter?.id ?? '', /^g\.\d+\.0$/)
    assert.deepEqual([letter?.type, letter?.error, letter?.attempts, letter?.replays], ['test.thing.happened', 'Error', 2, 0])

    state.ill = false
    await replayDeadLetter(letter?.id ?? '', replaying(place))
    assert.equal((await applied).id, letter?.eventId)
    assert.deepEqual(await listDeadLetters(place.bus, {}, soon()), [])
    await assert.rejects(
      replayDeadLetter(letter?.id ?? '', replaying(place)),
      (error: unknown) => error instanceof Failure && error.code === 'not_found',
    )
    const [audit] = await everything(place, replayAuditTopic)
    const line = JSON.parse(audit?.value ?? '{}') as Record<string, unknown>
    assert.deepEqual([line.letterId, line.by, line.eventId], [letter?.id, 'operator', letter?.eventId])
    assert.equal(state.applied, 1)
  },

  async 'a range is replayed by time and group, and looking at it changes nothing'(place) {
    const { handler } = patient()
    await using _consumer = consumerOf(place, handler, { retryTopicDelaysMs: [], retryDelaysMs: [] })
    await using letters = firstOf(place.bus, deadLetterTopic('g'))
    await using _relay = relayOf(place)
    await place.database.asService((tx) => record(tx, thing('a', 1)))
    await letters.first
    const [letter] = await listDeadLetters(place.bus, {}, soon())
    const at = letter?.lastFailedAt ?? ''
    for (const range of [{ group: 'other' }, { to: at }, { from: `${at}Z` }]) {
      assert.deepEqual(await replayDeadLetters({ ...replaying(place), range, ratePerSecond: 1000 }), [])
    }
    assert.equal((await listDeadLetters(place.bus, { from: at }, soon())).length, 1)
    assert.equal((await everything(place, replayAuditTopic)).length, 0)
    assert.equal((await replayDeadLetters({ ...replaying(place), range: { from: at, group: 'g' }, ratePerSecond: 1000 })).length, 1)
  },

  async 'a letter that was replayed in vain three times is parked, and only its name brings it back'(place) {
    const { state, handler, applied } = patient()
    await using _consumer = consumerOf(place, handler, { retryTopicDelaysMs: [], retryDelaysMs: [] })
    await using parked = firstOf(place.bus, parkedTopic('g'))
    await using _relay = relayOf(place)
    let letters = Promise.withResolvers<void>()
    await using _letters = place.bus.subscribe({ group: 'letters', topics: [deadLetterTopic('g')], each: async () => letters.resolve() })
    await place.database.asService((tx) => record(tx, thing('a', 1)))
    for (let time = 0; time < 3; time += 1) {
      await letters.promise
      letters = Promise.withResolvers<void>()
      assert.equal((await replayDeadLetters({ ...replaying(place), range: {}, ratePerSecond: 1000 })).length, 1)
    }
    assert.equal((await parked.first).headers['quint-replays'], '3')
    assert.equal((await parked.first).headers['quint-attempts'], '4')
    state.ill = false
    assert.deepEqual(await replayDeadLetters({ ...replaying(place), range: {}, ratePerSecond: 1000 }), [])
    const [letter] = await listDeadLetters(place.bus, {}, soon())
    assert.equal(letter?.parked, true)
    await replayDeadLetter(letter?.id ?? '', replaying(place))
    assert.equal((await applied).id, letter?.eventId)
  },
}
