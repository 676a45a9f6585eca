/** R11: a call with a deadline of 100 ms whose last hop is a black hole: answered in time, cancelled to its end, and nothing is left behind. */
import { once } from 'node:events'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { openDatabase } from '@quint/db/database.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { openCounts } from '../asking.ts'
import { median } from '../latency.ts'
import { answerAll, signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const deadlineMs = 100
const mostMs = 120

await play(async (scene) => {
  const hintsAddress = `127.0.0.1:${await freePort()}`
  await using mesh = await openMesh(scene, { consumer: false, hintsAddress })
  const { MESH_TRUSTED_KEYS = '', GATEWAY_SERVICE_KEY = '', GATEWAY_JWKS_URL = '', GATEWAY_ISSUER = '', SESSIONS_ADDRESS = '' } = mesh.environment
  const hole = blackHole()
  await using _hints = await serve(HintsServiceDefinition, hole.implementation, {
    listen: hintsAddress,
    verifyService: serviceVerifier('hints', JSON.parse(MESH_TRUSTED_KEYS)),
    verifyLearner: learnerVerifier({ issuer: GATEWAY_ISSUER, audience: 'quint', keys: remoteKeys(GATEWAY_JWKS_URL) }),
    log: silentLog,
    drainMs: 50,
  })
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts: openCounts(), signal: AbortSignal.timeout(120_000) })
  const sessionId = await answerAll(learner)
  const identity = await serviceIdentity('gateway', JSON.parse(GATEWAY_SERVICE_KEY))
  // Its breaker would answer at once what is to be waited for.
  using sessions = connect(SessionsServiceDefinition, { address: SESSIONS_ADDRESS, identity, audience: 'sessions', limits: { breakAfter: 1000 } })
  await sessions.call.prepareHint({ sessionId }, { learnerToken: learner.token() })
  const times: number[] = []
  const codes = new Set<unknown>()
  const calls = scene.quick ? 10 : 30
  for (let n = 0; n < calls; n += 1) {
    const started = performance.now()
    const failed = await sessions.call
      .completeSession({ sessionId, finalResponse: 'the last word' }, { learnerToken: learner.token(), deadline: deadlineMs })
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      )
    times.push(performance.now() - started)
    codes.add(failed)
    // The breaker of sessions rests after five failures in a row.
    if (n % 4 === 3) await sleep(1200)
  }
  const deadline = Date.now() + 10_000
  while (hole.cancelled() < hole.reached() && Date.now() < deadline) await sleep(20)
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const left = await admin.asService((tx) =>
    tx.query("select 1 from pg_stat_activity where usename = 'sessions' and state in ('active', 'idle in transaction')"),
  )
  scene.must(median(times) <= mostMs, `answered after ${median(times).toFixed(0)} ms`)
  // Where the second hop gives up first, its breaker answers a few of the next calls.
  codes.delete('unavailable')
  scene.must(codes.size === 1 && codes.has('deadline'), `answers: ${[...codes].join(', ')}`)
  scene.must(hole.reached() > calls / 2, `${hole.reached()} of ${calls} calls came to the last hop`)
  scene.must(hole.cancelled() === hole.reached(), `${hole.cancelled()} of ${hole.reached()} calls were cancelled at the last hop`)
  scene.must(left.length === 0, `${left.length} transactions are left`)
  scene.tell(
    `${calls} calls of ${deadlineMs} ms: median ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms; ${hole.cancelled()} of ${hole.reached()} cancelled at the last hop; 0 transactions left`,
  )
})

/** Hints that never compare, and count who was let go. */
function blackHole() {
  let reached = 0
  let cancelled = 0
  const implementation = partly(HintsServiceDefinition, {
    analyzeAnswers: async () => ({ findings: [] }),
    async compareAnswers(_request, { signal }) {
      reached += 1
      if (!signal.aborted) await once(signal, 'abort')
      cancelled += 1
      return {}
    },
  })
  return { reached: () => reached, cancelled: () => cancelled, implementation }
}
