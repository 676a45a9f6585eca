/** R14: the broker is gone for sixty seconds; writes go on, and what waited arrives once each when it is back, also when services are killed meanwhile. */
import { openDatabase } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { startKafka } from '../../engines/kafka.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { killAtRandom, meshVictims } from '../kills.ts'
import { startLoad } from '../load.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const awayMs = 60_000

await play(async (scene) => {
  await using kafka = await startKafka()
  await using mesh = await openMesh(scene, { busUrl: kafka.url })
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const waiting = async (): Promise<number> => {
    const rows = await admin.asService((tx) =>
      tx.query<{ n: number }>(
        'select (select count(*) from sessions.outbox) + (select count(*) from identity.outbox) + (select count(*) from hints.outbox) as n',
      ),
    )
    return rows[0]?.n ?? 0
  }
  await using load = startLoad(mesh, { learners: 4, pauseMs: 60 })
  while (load.sessions() < 2) await sleep(100)
  const before = load.counts.of((status) => status === 200 || status === 201)
  await kafka.kill()
  scene.killed()
  await sleep(awayMs)
  const during = load.counts.of((status) => status === 200 || status === 201) - before
  const failures = load.counts.of((status) => status === 0 || status >= 500)
  const depth = await waiting()
  scene.must(during >= 100, `only ${during} requests were answered while the broker was away`)
  scene.must(failures === 0, `requests failed while the broker was away: ${load.counts.inWords()}`)
  scene.must(depth > 0, 'nothing waited in an outbox')
  await kafka.restart()
  const backAt = Date.now()
  const killed = await killAtRandom(scene, {
    kills: scene.quick ? 3 : 10,
    victims: meshVictims(mesh, { sessions: 2, hints: 1, gateway: 1, consumer: 1 }),
    pauseMs: [100, 1000],
  })
  await load.stop()
  const verdict = await mesh.settle(45_000)
  scene.must(isClean(verdict), inWords(verdict))
  scene.must((await waiting()) === 0, 'events are left in an outbox')
  scene.tell(
    `${awayMs / 1000} s without a broker: ${during} requests answered, ${failures} failed, ${depth} events waited; drained within ${Math.round((Date.now() - backAt) / 1000)} s of its return, with kills (${killed}); ${inWords(verdict)}`,
  )
})
