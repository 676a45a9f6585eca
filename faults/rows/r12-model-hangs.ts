/** R12: the model takes requests and answers none: reads are as fast as ever, hints are given all the same, and the model is asked again once it answers. */
import { openDatabase } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { startFakeOpenai } from '../../packages/llm/testing.ts'
import { openCounts } from '../asking.ts'
import { median, percentile, readMany } from '../latency.ts'
import { answerAll, signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const hanging = 8
const text = 'Look at your example again. What do you notice about the pairs that you compared?'

await play(async (scene) => {
  let hangs = true
  await using provider = await startFakeOpenai(() => (hangs ? { kind: 'silence' } : { kind: 'stream', chunks: [text] }))
  const environment = { HINTS_COMPATIBLE_BASE_URL: provider.url, HINTS_COMPATIBLE_MODEL: 'hanging' }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const counts = openCounts()
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts, signal: AbortSignal.timeout(300_000) })
  const sessions: string[] = []
  for (let n = 0; n < hanging; n += 1) sessions.push(await answerAll(learner))
  const slice = async (): Promise<number> => {
    const routes = ['/api/user/dashboard', '/api/user/sessions', `/api/session/${sessions[0]}`] as const
    return percentile(await readMany({ url: mesh.url, token: learner.token(), routes, count: 200, counts }), 0.95)
  }
  await slice()
  const calm = [await slice(), await slice(), await slice()]
  const hints = sessions.map((sessionId) => learner.hint(sessionId, 90_000))
  await provider.received(hanging)
  const during = [await slice(), await slice(), await slice(), await slice()]
  scene.must((await Promise.race([...hints, 'hanging'])) === 'hanging', 'the hints had ended before the reads were measured')
  const given = await Promise.all(hints)
  calm.push(await slice(), await slice(), await slice())
  // Against the slowest of the calm slices: what they differ by among themselves is the machine's, not the model's.
  const ratio = median(during) / Math.max(...calm)
  await using admin = openDatabase({ url: mesh.postgres.adminUrl, maxConnections: 1 })
  const sourceOf = async (sessionId: string): Promise<string | undefined> =>
    (await admin.asService((tx) => tx.query<{ source: string }>('select source from hints.hints where session_id = $1', [sessionId])))[0]?.source
  const sources = await Promise.all(sessions.map(sourceOf))
  hangs = false
  let tries = 0
  const backBy = Date.now() + 90_000
  for (let source: string | undefined; source !== 'compatible'; tries += 1) {
    if (Date.now() > backBy) throw new Error('the model is not asked again')
    const sessionId = await answerAll(learner)
    await learner.hint(sessionId)
    source = await sourceOf(sessionId)
    await sleep(500)
  }
  scene.must(
    given.every((hint) => hint !== undefined),
    `${given.filter((hint) => hint === undefined).length} hints were not given`,
  )
  scene.must(
    sources.every((source) => source === 'offline'),
    `hints were given by ${sources.join(', ')}`,
  )
  scene.must(ratio <= 1.2, `the p95 of reads is ${ratio.toFixed(2)} × the slowest without the hang`)
  scene.must(counts.of((status) => status === 0 || status >= 500) === 0, `answers ${counts.inWords()}`)
  scene.tell(
    `${hanging} hints hang: p95 of reads × ${(median(during) / median(calm)).toFixed(2)} by medians (× ${ratio.toFixed(2)} of the slowest calm slice; slices ${during.map(Math.round).join(' ')} against ${calm.map(Math.round).join(' ')} ms), all hints given by the offline coach; the model is asked again at try ${tries} (${counts.inWords()})`,
  )
})
