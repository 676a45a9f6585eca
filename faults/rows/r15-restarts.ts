/** R15: PostgreSQL is restarted again and again, in order and not: each time the pools recover within five seconds and no listener stays deaf. */
import { openDatabase } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { ask, openCounts } from '../asking.ts'
import { inWords, isClean } from '../audit/verdict.ts'
import { signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const mostMs = 5000

await play(async (scene) => {
  await using mesh = await openMesh(scene)
  const counts = openCounts()
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts, signal: AbortSignal.timeout(300_000) })
  const recovered: number[] = []
  const delivered: number[] = []
  const restarts = scene.quick ? 4 : 20
  for (let n = 0; n < restarts; n += 1) {
    await mesh.postgres.stop(n % 2 === 0 ? 'fast' : 'immediate')
    // The pools have noticed: this is what a learner sees meanwhile.
    counts.add(await ask(`${mesh.url}/api/user/dashboard`, { token: learner.token() }))
    await mesh.postgres.start()
    const upAt = performance.now()
    const sessionId = await learner.startSession()
    recovered.push(performance.now() - upAt)
    await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
    const applied = () => admin.asService((tx) => tx.query('select 1 from audit.effects where key = $1', [sessionId]))
    while ((await applied()).length === 0 && performance.now() - upAt < 30_000) await sleep(20)
    delivered.push(performance.now() - upAt)
  }
  const pids = [mesh.gateway, mesh.sessions, mesh.hints, mesh.runner].map(
    (program) => program?.said().filter((line) => line.includes('"message":"ready"')).length,
  )
  const verdict = await mesh.settle()
  scene.must(
    pids.every((starts) => starts === 1),
    'a service ended instead of waiting for its database',
  )
  scene.must(Math.max(...recovered) < mostMs, `writes succeeded only ${Math.max(...recovered).toFixed(0)} ms after a restart`)
  scene.must(Math.max(...delivered) < mostMs + 5000, `events arrived only ${Math.max(...delivered).toFixed(0)} ms after a restart`)
  scene.must(counts.of((status) => status === 500 || status === 0) === 0, `answers ${counts.inWords()}`)
  scene.must(isClean(verdict), inWords(verdict))
  scene.tell(
    `${restarts} restarts: written again after at most ${Math.max(...recovered).toFixed(0)} ms, delivered after at most ${Math.max(...delivered).toFixed(0)} ms; answers ${counts.inWords()}; ${inWords(verdict)}`,
  )
})
