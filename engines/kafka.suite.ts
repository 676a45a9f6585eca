/** What is particular to Kafka: how events look to its other readers, and a broker that goes away. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { collector, consumerOf, openPlace, relayOf, soon, thing, topic } from '@quint/bus/delivery-suite.ts'
import { openBus } from '@quint/bus/open.ts'
import { record } from '@quint/bus/outbox.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { freePort } from '@quint/runtime/port.ts'
import { type Kafka, startKafka } from './kafka.ts'

/** Of its own: it is killed. */
let kafka: Kafka

before(async () => {
  kafka = await startKafka()
})

after(() => kafka[Symbol.asyncDispose]())

const unavailable = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable'

test('Kafka: over TLS a user with a password is let in, and nobody with another password or another certificate', async () => {
  await using bus = await openBus(`${kafka.secureUrl}&prefix=secure.`)
  await bus.publish([{ topic, key: 'k', headers: {}, value: '{}' }], soon())
  assert.equal((await Array.fromAsync(bus.read(topic, soon()))).length, 1)
  for (const wrong of [kafka.secureUrl.replace(/:[^:@]+@/, ':guess@'), kafka.secureUrl.replace(/\?ca=.*/, '')]) {
    await using stranger = await openBus(wrong)
    await assert.rejects(stranger.topics(soon()), unavailable)
  }
})

test('Kafka: a broker that is killed and comes back has lost nothing, and nothing is applied twice', async () => {
  await using place = await openPlace(() => openBus(kafka.url))
  const { events, handler, all } = collector(60)
  const before = collector(20)
  await using _relay = relayOf(place)
  await using _consumer = consumerOf(place, async (tx, event) => {
    await handler(tx, event)
    await before.handler(tx, event)
  })
  const write = async (from: number): Promise<void> => {
    for (let n = from; n < from + 20; n += 1) await place.database.asService((tx) => record(tx, thing(`key${n % 3}`, n)))
  }
  await write(0)
  await before.all
  await kafka.kill()
  await write(20)
  await assert.rejects(place.bus.topics(soon()), unavailable)
  await kafka.restart()
  await write(40)
  await all
  assert.equal(new Set(events.map(({ id }) => id)).size, 60)
  for (const own of Map.groupBy(events, ({ key }) => key).values()) {
    const numbers = own.map(({ data }) => (data as { n: number }).n)
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    )
  }
})

test('Kafka: where no broker is, asking fails as unavailable in time, and a caller that has gone is not kept', async () => {
  await using bus = await openBus(`kafka://127.0.0.1:${await freePort()}`)
  await assert.rejects(bus.topics(soon()), unavailable)
  const letters = Array.fromAsync(bus.read(topic, AbortSignal.timeout(50)))
  await assert.rejects(letters, unavailable)
  const gone = new AbortController()
  const publishing = bus.publish([{ topic, key: 'k', headers: {}, value: '{}' }], gone.signal)
  gone.abort()
  await assert.rejects(publishing, (error: unknown) => error instanceof DOMException && error.name === 'AbortError')
})
