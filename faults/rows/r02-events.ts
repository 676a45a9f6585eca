/** R2: twelve writers with held transactions, while the relay, the consumer and the database with its log are killed at random points. */
import { inWords, isClean } from '../audit/verdict.ts'
import { killAtRandom, postgresVictim, victimOf } from '../kills.ts'
import { openEventPlace } from '../producer/place.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using place = await openEventPlace(scene)
  const killed = await killAtRandom(scene, {
    kills: scene.quick ? 12 : 80,
    victims: [
      ...place.relays.map((relay) => victimOf(relay, 3)),
      ...place.consumers.map((consumer) => victimOf(consumer, 3)),
      postgresVictim(place.postgres, 1),
    ],
    pauseMs: [50, 800],
  })
  const verdict = await place.settle()
  scene.must(isClean(verdict), inWords(verdict))
  scene.must(verdict.acknowledged > 100, `only ${verdict.acknowledged} writes were acknowledged`)
  scene.tell(`killed: ${killed}; ${inWords(verdict)}`)
})
