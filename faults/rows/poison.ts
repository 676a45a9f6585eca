/** Poison: events that can never be applied are set aside with their story, their partition moves on, and once mended they are replayed. */
import { listDeadLetters, replayDeadLetters } from '@quint/bus/dead-letters.ts'
import { openBus } from '@quint/bus/open.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { openEventPlace } from '../producer/place.ts'
import { play } from '../scene.ts'

const poison = 'writer-3'

await play(async (scene) => {
  await using place = await openEventPlace(scene, { poison, writerPauseMs: 20 })
  const wanted = scene.quick ? 240 : 600
  const deadline = Date.now() + 90_000
  while (place.writers.written() < wanted && Date.now() < deadline) await sleep(100)
  const before = await place.settle(6000)
  const others = before.undelivered.filter((name) => !name.startsWith(`${poison} `))
  scene.must(others.length === 0, `events of other keys wait behind the poison: ${others.slice(0, 3).join('; ')}`)
  scene.must(before.undelivered.length > 0, 'no event was poison')
  await using bus = await openBus(place.busUrl)
  const signal = AbortSignal.timeout(60_000)
  const letters = await listDeadLetters(bus, { group: 'audit' }, signal)
  scene.must(
    letters.length === before.undelivered.length && letters.every(({ key, error }) => key === poison && error === '22P02'),
    `${letters.length} dead letters for ${before.undelivered.length} poison events`,
  )
  await place.consumers[0]?.leave()
  await using _mended = await place.anotherConsumer()
  const replayed = await replayDeadLetters({ bus, by: 'operator', log: silentLog, signal, range: {}, ratePerSecond: 1000 })
  const after = await place.settle()
  scene.must(isClean(after), `after the replay: ${inWords(after)}`)
  scene.tell(`${letters.length} poison events set aside, ${before.effects} others applied meanwhile; ${replayed.length} replayed: ${inWords(after)}`)
})
