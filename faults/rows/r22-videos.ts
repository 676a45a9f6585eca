/** R22: the voice of videos hangs, the disk they are rendered on is full, the service is killed in between: each video fails clearly or is made, once and whole, and nobody else notices. */
import { readdirSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { sleep } from '@quint/runtime/sleep.ts'
import { wav } from '../../services/content/speech/testing-wav.ts'
import { ask, openCounts } from '../asking.ts'
import { type Learner, signUp } from '../learner.ts'
import { type Mesh, openMesh } from '../mesh.ts'
import { play, type Scene } from '../scene.ts'
import { mountSmallDisk } from '../small-disk.ts'

const renderMs = 20_000
const patienceMs = 240_000
/** What is stored of one video. */
const files = 5

type Speaks = 'speaks' | 'hangs'

/** Speaks OpenAI's protocol with a voice of one tone, or takes every sentence and says nothing. */
async function startVoice() {
  let mode: Speaks = 'speaks'
  let asked = 0
  const held = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      asked += 1
      if (mode === 'speaks') response.writeHead(200, { 'content-type': 'audio/wav' }).end(wav({ seconds: 2.5, rate: 24_000 }))
      else held.add(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: () => asked,
    be(wanted: Speaks) {
      mode = wanted
      for (const response of held) response.destroy()
      held.clear()
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface Watched {
  readonly id: string
  readonly status: string
  readonly error: string
}

function videosOf({ url }: Mesh, learner: Learner) {
  const at = async (id: string): Promise<Watched> => {
    const { body } = await ask(`${url}/api/videos/${id}`, { token: learner.token() })
    return (body as { video?: Watched }).video ?? { id, status: 'away', error: '' }
  }
  return {
    at,
    async request(topic: string): Promise<string> {
      const { body } = await learner.persist('/api/videos', { body: { topic, subject: 'algorithms', difficulty: 'easy', tags: [] } })
      return (body as { video: Watched }).video.id
    },
    retry: (id: string) => learner.persist(`/api/videos/${id}/retry`, { method: 'POST' }),
    async until(id: string, states: readonly string[]): Promise<Watched> {
      const by = Date.now() + patienceMs
      for (;;) {
        const video = await at(id)
        if (states.includes(video.status)) return video
        if (Date.now() > by) throw new Error(`the video is still ${video.status}, and not ${states.join(' or ')}`)
        await sleep(200)
      }
    },
  }
}

/** Everything below the folder, by its path. */
const within = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []))

await play(async (scene: Scene) => {
  await using voice = await startVoice()
  using disk = mountSmallDisk(path.join(scene.folder, 'disk'), 48)
  const storage = path.join(disk.folder, 'videos')
  const environment = {
    CONTENT_VOICE: 'endpoint',
    CONTENT_SPEECH_BASE_URL: voice.url,
    CONTENT_RENDER_DEADLINE_MS: String(renderMs),
    CONTENT_STORAGE_URL: storage,
    CONTENT_WORK_DIR: path.join(disk.folder, 'rendering'),
  }
  await using mesh = await openMesh(scene, { consumer: false, environment })
  const counts = openCounts()
  const learner = await signUp({ url: mesh.url, number: 1, auditor: mesh.auditor, counts, signal: AbortSignal.timeout(540_000) })
  const videos = videosOf(mesh, learner)
  const calm = openCounts()
  const others = async (): Promise<void> => calm.add(await ask(`${mesh.url}/api/videos`, { token: learner.token(), deadlineMs: 5000 }))

  voice.be('hangs')
  const hanging = await videos.request('Binary search')
  const failed = videos.until(hanging, ['failed'])
  while ((await videos.at(hanging)).status !== 'failed') {
    await others()
    await sleep(500)
  }
  scene.must((await failed).error === 'deadline', `a voice that hangs is told as ${(await failed).error}`)
  voice.be('speaks')
  await videos.retry(hanging)
  await videos.until(hanging, ['ready'])

  disk.fill()
  const full = await videos.request('Two pointers')
  const refused = await videos.until(full, ['failed'])
  scene.must(refused.error === 'unavailable', `a full disk is told as ${refused.error}`)
  await others()
  disk.free()
  await videos.retry(full)
  await videos.until(full, ['ready'])

  const kills = scene.quick ? 1 : 4
  const killed = await videos.request('Sliding window')
  for (let nth = 0; nth < kills; nth += 1) {
    const heard = voice.asked()
    const by = Date.now() + 30_000
    while (voice.asked() === heard && Date.now() < by && (await videos.at(killed)).status !== 'ready') await sleep(20)
    await sleep(scene.chance.between(0, 1500))
    mesh.content.kill()
    scene.killed()
    await mesh.content.ready()
  }
  await videos.until(killed, ['ready'])

  const stored = within(storage)
  scene.must(
    stored.length === files * 3,
    `${stored.length} files are stored of three videos: ${stored.map((file) => path.basename(file)).join(', ')}`,
  )
  scene.must(
    stored.every((file) => !file.endsWith('.part')),
    'something unfinished is stored',
  )
  scene.must(calm.of((status) => status !== 200) === 0, `the feed answers ${calm.inWords()} meanwhile`)
  scene.tell(`three videos, each made once out of ${files} files; failures told as deadline and unavailable, both made when they were tried again`)
})
