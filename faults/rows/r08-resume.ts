/** R8: a hint's stream is cut behind every one of its bytes, also while it is written and while the gateway is killed; resumed, it is the original. */
import { request } from 'node:http'
import { sleep } from '@quint/runtime/sleep.ts'
import { openCounts } from '../asking.ts'
import { startCuttingProxy } from '../cutting-proxy.ts'
import { openHintText, openParser } from '../hint-stream.ts'
import { answerAll, signUp } from '../learner.ts'
import { openMesh } from '../mesh.ts'
import { play } from '../scene.ts'

await play(async (scene) => {
  await using mesh = await openMesh(scene, { consumer: false })
  const signal = AbortSignal.timeout(400_000)
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts: openCounts(), signal })
  const sessionId = await answerAll(learner)
  const original = await learner.hint(sessionId)
  if (original === undefined) throw new Error('there is no hint to cut')
  const port = Number(new URL(mesh.url).port)
  const lanes = await Promise.all(Array.from({ length: 4 }, () => startCuttingProxy({ port })))
  await using owned = new AsyncDisposableStack()
  for (const lane of lanes) owned.use(lane)
  const ask = (lane: number, of: string) => ({ port: lanes[lane]?.port ?? 0, path: `/api/session/analyze?sessionId=${of}`, token: learner.token() })
  const total = (await readOnce(ask(0, sessionId), openHintText())).bytes
  const offsets = Array.from({ length: total }, (_, offset) => offset).filter((offset) => !scene.quick || offset % 9 === 0)
  const differing: number[] = []
  const work = offsets.values()
  const resume = async (lane: number): Promise<void> => {
    for (const offset of work) {
      lanes[lane]?.cutNext(offset)
      if ((await readThrough(ask(lane, sessionId))) !== original) differing.push(offset)
      if (offset === offsets[Math.floor(offsets.length / 2)]) {
        mesh.gateway.kill()
        scene.killed()
      }
    }
  }
  await Promise.all(lanes.map((_, lane) => resume(lane)))
  scene.must(differing.length === 0, `another text when cut behind byte ${differing.slice(0, 5).join(', ')}`)
  const live = scene.quick ? 3 : 12
  for (let n = 0; n < live; n += 1) {
    const fresh = await answerAll(learner)
    const cutAt = scene.chance.between(1, total - 1)
    lanes[0]?.cutNext(cutAt)
    const seen = await readThrough(ask(0, fresh))
    const kept = await learner.hint(fresh)
    scene.must(seen === kept, `a hint that was cut behind byte ${cutAt} while it was written is another one`)
  }
  scene.tell(
    `${offsets.length} of ${total} byte offsets cut, the gateway killed halfway: ${differing.length} differ; ${live} cut while they were written`,
  )
})

interface Stream {
  readonly port: number
  readonly path: string
  readonly token: string
}

async function readThrough(stream: Stream): Promise<string> {
  const hint = openHintText()
  for (;;) {
    await readOnce(stream, hint)
    if (hint.whole()) return hint.text()
    await sleep(5)
  }
}

/** Over a connection of its own, until it ends or is cut; bytes are those of the whole answer, its head included. */
function readOnce({ port, path, token }: Stream, hint: ReturnType<typeof openHintText>): Promise<{ readonly bytes: number }> {
  const resumed = hint.lastEventId() === '' ? {} : { 'last-event-id': hint.lastEventId() }
  return new Promise((resolve) => {
    const parse = openParser()
    const done = (): void => resolve({ bytes: asked.socket?.bytesRead ?? 0 })
    const asked = request({ port, host: '127.0.0.1', path, agent: false, headers: { authorization: `Bearer ${token}`, ...resumed } }, (answer) => {
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        if (answer.statusCode === 200) for (const event of parse(chunk)) hint.take(event)
      })
      answer.on('error', () => undefined).on('close', done)
    })
    asked.on('error', done).setTimeout(20_000, () => asked.destroy())
    asked.end()
  })
}
