/** R13: Redis stops answering, then is gone, behind two gateways: reads go on without a 5xx, limits hold, and are common again when it is back. */
import { sleep } from '@quint/runtime/sleep.ts'
import { startRedis } from '../../engines/redis.ts'
import { type Answer, ask, openCounts } from '../asking.ts'
import { signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

const perMinute = 60

await play(async (scene) => {
  await using redis = await startRedis()
  const environment = { REDIS_URL: redis.url, GATEWAY_REQUESTS_PER_MINUTE: String(perMinute) }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const second = await mesh.anotherGateway()
  const gateways = [mesh.url, `http://127.0.0.1:${second.port}`]
  const counts = openCounts()
  let learners = 0
  /** How many of three times the budget are answered, over both gateways in turn. */
  const spend = async (): Promise<number> => {
    learners += 1
    const learner = await signUp({ url: mesh.url, number: learners, auditor: mesh.auditor, counts, signal: AbortSignal.timeout(60_000) })
    const answers: Answer[] = []
    for (let n = 0; n < 3 * perMinute; n += 1) {
      const answer = await ask(`${gateways[n % 2]}/api/user/dashboard`, { token: learner.token() })
      counts.add(answer)
      answers.push(answer)
    }
    const refused = answers.find(({ status }) => status === 429)
    scene.must(refused?.headers.get('retry-after') !== null, 'a refusal does not say when to come back')
    return answers.filter(({ status }) => status === 200).length
  }
  const common = await spend()
  redis.pause()
  const paused = await spend()
  redis.resume()
  await redis.stop()
  scene.killed()
  const gone = await spend()
  await redis.start()
  const backBy = Date.now() + 60_000
  let back = await spend()
  while (back > perMinute && Date.now() < backBy) {
    await sleep(500)
    back = await spend()
  }
  const bad = counts.of((status) => status === 0 || status >= 500)
  scene.must(common === perMinute, `${common} answers of ${perMinute} with Redis`)
  for (const [when, answered] of [
    ['Redis says nothing', paused],
    ['Redis is gone', gone],
  ] as const)
    scene.must(answered <= 2 * perMinute && answered >= perMinute, `${answered} answers while ${when}`)
  scene.must(back === perMinute, `${back} answers once Redis is back`)
  scene.must(bad === 0, `answers ${counts.inWords()}`)
  scene.tell(
    `of ${3 * perMinute} requests at a limit of ${perMinute} over two gateways: ${common} answered with Redis, ${paused} while it says nothing, ${gone} while it is gone (each gateway counts by itself), ${back} once it is back; ${bad} failed`,
  )
})
