/** What every bus must do, whatever stands behind the port: the same tests for the log in Postgres and for Kafka. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { type Bus, type BusRecord, type Delivery, Later } from './bus.ts'

export interface BusPlace extends AsyncDisposable {
  readonly bus: Bus
  /** Another client of the same log. */
  another(): Promise<Bus>
}

export type Laws<Place> = Readonly<Record<string, (place: Place) => Promise<void>>>

/** One test for each law, each in a place of its own. */
export function suite<Place extends AsyncDisposable>(name: string, laws: Laws<Place>, open: () => Promise<Place>): void {
  for (const [law, check] of Object.entries(laws)) {
    test(`${name}: ${law}`, async () => {
      await using place = await open()
      await check(place)
    })
  }
}

const topic = 'quint.test.thing.v1'
const soon = (): AbortSignal => AbortSignal.timeout(60_000)
const recordOf = (key: string, value: string): BusRecord => ({ topic, key, headers: {}, value })

/** Collects what `each` is given until there is enough of it. */
function collector(enough: (deliveries: readonly Delivery[]) => boolean) {
  const deliveries: Delivery[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const each = async (delivery: Delivery): Promise<void> => {
    deliveries.push(delivery)
    if (enough(deliveries)) resolve()
  }
  return { deliveries, each, all: promise }
}

export const busLaws: Laws<BusPlace> = {
  async 'a record arrives as it was sent, with its place in the log'({ bus }) {
    const { deliveries, each, all } = collector((got) => got.length === 1)
    await using _member = bus.subscribe({ group: 'g', topics: [topic], each })
    const sent = { topic, key: 'schlüssel', headers: { ce_id: '1', note: 'naïve ✓' }, value: '{"text":"日本語 \\" \\\\"}' }
    await bus.publish([sent], soon())
    await all
    const { partition, offset, ...arrived } = deliveries[0] ?? assert.fail()
    assert.deepEqual(arrived, sent)
    assert.ok(partition >= 0)
    assert.equal(offset, 0)
  },

  async 'records of one key arrive in the order they were sent, over many publications'({ bus }) {
    const { deliveries, each, all } = collector((got) => got.length === 120)
    await using _member = bus.subscribe({ group: 'g', topics: [topic], each })
    for (let n = 0; n < 20; n += 1) {
      await bus.publish(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => recordOf(key, String(n))),
        soon(),
      )
    }
    await all
    for (const [key, own] of Map.groupBy(deliveries, (delivery) => delivery.key)) {
      assert.deepEqual(
        own.map(({ value }) => Number(value)),
        Array.from({ length: 20 }, (_, n) => n),
        key,
      )
    }
  },

  async 'every group reads everything, from the beginning'({ bus }) {
    await bus.publish([recordOf('a', 'before')], soon())
    const first = collector((got) => got.length === 2)
    const second = collector((got) => got.length === 2)
    await using _one = bus.subscribe({ group: 'one', topics: [topic], each: first.each })
    await using _two = bus.subscribe({ group: 'two', topics: [topic], each: second.each })
    await bus.publish([recordOf('a', 'after')], soon())
    await Promise.all([first.all, second.all])
    for (const { deliveries } of [first, second]) {
      assert.deepEqual(
        deliveries.map(({ value }) => value),
        ['before', 'after'],
      )
    }
  },

  async 'a group goes on where it stopped, and two of its members never apply the same record'(place) {
    const { deliveries, each, all } = collector((got) => got.length === 20)
    const arrived = collector((got) => got.length === 10)
    const send = (from: number): Promise<void> =>
      place.bus.publish(
        Array.from({ length: 10 }, (_, n) => recordOf(`k${n}`, `${from + n}`)),
        soon(),
      )
    const first = place.bus.subscribe({
      group: 'g',
      topics: [topic],
      async each(delivery) {
        await each(delivery)
        await arrived.each(delivery)
      },
    })
    await send(0)
    await arrived.all
    await using second = await place.another()
    await using _member = second.subscribe({ group: 'g', topics: [topic], each })
    await first[Symbol.asyncDispose]()
    await send(10)
    await all
    assert.equal(new Set(deliveries.map(({ value }) => value)).size, 20)
  },

  async 'a record whose subscriber throws is delivered again, before the next one of its partition'({ bus }) {
    const tries: string[] = []
    const { each, all } = collector((got) => got.length === 2)
    await using _member = bus.subscribe({
      group: 'g',
      topics: [topic],
      async each(delivery) {
        tries.push(delivery.value)
        if (tries.length === 1) throw new Error('not now')
        if (tries.length === 2) throw new Later(1)
        await each(delivery)
      },
    })
    await bus.publish([recordOf('a', 'first'), recordOf('a', 'second')], soon())
    await all
    assert.deepEqual(tries, ['first', 'first', 'first', 'second'])
  },

  async 'a partition that waits holds up no other, and stopping does not wait for it'({ bus }) {
    let stuck = -1
    const { deliveries, each, all } = collector((got) => new Set(got.map(({ partition }) => partition)).size >= 3)
    const waiting = Promise.withResolvers<void>()
    const member = bus.subscribe({
      group: 'g',
      topics: [topic],
      async each(delivery) {
        if (stuck === -1) {
          stuck = delivery.partition
          waiting.resolve()
        }
        if (delivery.partition === stuck) throw new Later(3_600_000)
        await each(delivery)
      },
    })
    await bus.publish([recordOf('k0', 'first')], soon())
    await waiting.promise
    await bus.publish(
      Array.from({ length: 40 }, (_, n) => recordOf(`k${n}`, 'later')),
      soon(),
    )
    await all
    assert.ok(deliveries.every(({ partition }) => partition !== stuck))
    await member[Symbol.asyncDispose]()
  },

  async 'stopping waits for the record in hand, and tells its subscriber'({ bus }) {
    const begun = Promise.withResolvers<void>()
    let finished = false
    const member = bus.subscribe({
      group: 'g',
      topics: [topic],
      async each(_delivery, signal) {
        begun.resolve()
        await once(signal, 'abort')
        await bus.topics(soon())
        finished = true
      },
    })
    await bus.publish([recordOf('a', '1')], soon())
    await begun.promise
    await member[Symbol.asyncDispose]()
    assert.equal(finished, true)
  },

  async 'what a topic holds now can be read without a group, and an unknown topic holds nothing'({ bus }) {
    const sent = Array.from({ length: 450 }, (_, n) => recordOf(`k${n % 7}`, String(n)))
    await bus.publish(sent, soon())
    const read: Delivery[] = []
    for await (const delivery of bus.read(topic, soon())) read.push(delivery)
    assert.equal(read.length, 450)
    for (const own of Map.groupBy(read, ({ partition }) => partition).values()) {
      assert.deepEqual(
        own.map(({ offset }) => offset),
        own.map((_, offset) => offset),
      )
    }
    for await (const delivery of bus.read('quint.test.nothing.v1', soon())) assert.fail(delivery.value)
    assert.ok((await bus.topics(soon())).includes(topic))
  },

  async 'nothing is published for a caller that has gone'({ bus }) {
    await assert.rejects(bus.publish([recordOf('a', 'late')], AbortSignal.abort()))
    await bus.publish([recordOf('a', 'in time')], soon())
    const { deliveries, each, all } = collector((got) => got.length === 1)
    await using _member = bus.subscribe({ group: 'g', topics: [topic], each })
    await all
    assert.equal(deliveries[0]?.value, 'in time')
  },
}
