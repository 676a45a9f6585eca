/** R3: two relays and two members of a group on a real Kafka, each killed at random, so that partitions change hands; the broker too. */
import { startKafka } from '../../engines/kafka.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { killAtRandom, victimOf } from '../kills.ts'
import { openEventPlace } from '../producer/place.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using kafka = await startKafka()
  await using place = await openEventPlace(scene, { relays: 2, consumers: 2, busUrl: kafka.url })
  const broker = {
    name: 'broker',
    weight: 1,
    ready: async () => undefined,
    async kill() {
      await kafka.kill()
      await kafka.restart()
    },
  }
  const killed = await killAtRandom(scene, {
    kills: scene.quick ? 5 : 24,
    victims: [
      ...place.relays.map((relay) => victimOf(relay, 3, 'relay')),
      ...place.consumers.map((consumer) => victimOf(consumer, 3, 'consumer')),
      broker,
    ],
    pauseMs: [200, 1500],
  })
  // Whatever the seed chose, the broker too.
  await broker.kill()
  scene.killed()
  const verdict = await place.settle(45_000)
  scene.must(isClean(verdict), inWords(verdict))
  scene.must(verdict.acknowledged > 100, `only ${verdict.acknowledged} writes were acknowledged`)
  scene.tell(`killed: ${killed}, broker 1 more; ${inWords(verdict)}`)
})
