/** Videos that are changed while they are made: nothing of a change is lost, and what is given up leaves no file. */
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { eventually } from '@quint/runtime/eventually.ts'
import { fileNames } from '../render/files.ts'
import type { Press } from '../render/press.ts'
import { failure, type House, house, madeVideo, type Options, until, wish } from '../testing.ts'
import { quickPress } from '../testing-press.ts'

interface Scene {
  readonly title: string
}

/** Renders at once, but for a storyboard with this title in it: that one never ends by itself. */
function pressThatHangsAt(title: string): Press & { readonly begun: Promise<void> } {
  const press = quickPress()
  const begun = Promise.withResolvers<void>()
  return {
    begun: begun.promise,
    print(order) {
      if (!order.storyboard.scenes.some((scene) => scene.title === title)) return press.print(order)
      begun.resolve()
      return new Promise((_, reject) => order.signal.addEventListener('abort', () => reject(order.signal.reason)))
    },
  }
}

async function scenesOf({ call }: House, options: Options, videoId: string): Promise<Scene[]> {
  const { storyboard } = await call.getVideo({ videoId }, options)
  return (JSON.parse(Buffer.from(storyboard).toString('utf8')) as { scenes: Scene[] }).scenes
}

const rewritten = (videoId: string, sceneIndex: number, scene: object) => ({ videoId, sceneIndex, scene: Buffer.from(JSON.stringify(scene)) })

test('a scene that is changed while another is made anew: both changes are in the video, and only its files are kept', async () => {
  const press = pressThatHangsAt('Held up')
  await using place = await house({ press })
  const { options } = await place.learner()
  const { id: videoId } = await madeVideo(place, options)
  const scenes = await scenesOf(place, options, videoId)
  await place.call.updateVideo(rewritten(videoId, 1, { ...scenes[1], title: 'Held up' }), options)
  await press.begun
  await place.call.updateVideo(rewritten(videoId, 2, { ...scenes[2], title: 'In the second place' }), options)
  // The first change is still in it, so it hangs again; said in other words it does not.
  await place.call.updateVideo(rewritten(videoId, 1, { ...scenes[1], title: 'In the first place' }), options)
  for await (const { video } of place.call.followVideos({ videoId }, { ...options, deadline: 60_000 }))
    if ((video?.revision ?? 0) > 1 && video?.progress === undefined) break
  const titles = (await scenesOf(place, options, videoId)).map(({ title }) => title)
  assert.deepEqual(titles.slice(1, 3), ['In the first place', 'In the second place'])
  const stored = path.join(place.folder, 'videos', 'videos', videoId)
  const [revision = ''] = await eventually(async () => {
    const folders = await readdir(stored)
    return folders.length === 1 ? folders : undefined
  })
  assert.deepEqual((await readdir(path.join(stored, revision))).sort(), Object.values(fileNames).sort())
})

test('a change that is given up leaves the video as it was, and the next one is made of what it was', async () => {
  const press = pressThatHangsAt('Held up')
  await using place = await house({ press })
  const { options } = await place.learner()
  const { id: videoId } = await madeVideo(place, options)
  const before = await scenesOf(place, options, videoId)
  await place.call.updateVideo(rewritten(videoId, 1, { ...before[1], title: 'Held up' }), options)
  await press.begun
  await place.call.cancelVideo({ videoId }, options)
  for await (const { video } of place.call.followVideos({ videoId }, { ...options, deadline: 60_000 })) if (video?.progress === undefined) break
  assert.deepEqual(await scenesOf(place, options, videoId), before)
  await place.call.updateVideo(rewritten(videoId, 2, { ...before[2], title: 'Another' }), options)
  for await (const { video } of place.call.followVideos({ videoId }, { ...options, deadline: 60_000 })) if ((video?.revision ?? 0) > 1) break
  const titles = (await scenesOf(place, options, videoId)).map(({ title }) => title)
  assert.deepEqual(
    titles,
    before.with(2, { title: 'Another' }).map(({ title }) => title),
  )
})

test('a title that its owner gives a video while it is made stays, and tags are those of the topic unless its owner gave some', async () => {
  const print = Promise.withResolvers<void>()
  const press = quickPress()
  await using place = await house({
    press: {
      async print(order) {
        await print.promise
        await press.print(order)
      },
    },
  })
  const { options } = await place.learner()
  const { video } = await place.call.requestVideo({ ...wish, tags: [] }, options)
  const videoId = video?.id ?? ''
  await place.call.updateVideo({ videoId, title: 'Two fingers on a list' }, options)
  print.resolve()
  const made = await until(place, options, { videoId, states: ['ready', 'failed'] })
  assert.deepEqual([made.status, made.title, made.tags], ['ready', 'Two fingers on a list', ['arrays', 'two pointers']])
  assert.deepEqual((await madeVideo(place, options)).tags, wish.tags)
})

test('a scene with characters that cannot be seen, turn text around or are no scene is refused', async () => {
  await using place = await house({ press: quickPress() })
  const { options } = await place.learner()
  const { id: videoId } = await madeVideo(place, options)
  const [, scene] = await scenesOf(place, options, videoId)
  const refused = (given: object) => assert.rejects(place.call.updateVideo(rewritten(videoId, 1, given), options), failure('invalid'))
  for (const title of ['An \u202eaedi', 'An\u200bidea', 'An idea\u0007', 'An \ud800 idea', '']) await refused({ ...scene, title })
  await refused({ ...scene, run: 'rm -rf' })
  await refused([])
  await assert.rejects(place.call.updateVideo({ videoId, sceneIndex: 1, scene: Buffer.from('{"title":') }, options), failure('invalid'))
  await assert.rejects(place.call.updateVideo(rewritten(videoId, 99, scene ?? {}), options), failure('invalid'))
  // Markup is text like any other.
  await place.call.updateVideo(rewritten(videoId, 1, { ...scene, title: '<b>a</b> & "b"' }), options)
})

test("one's own videos are told with how far they are", async () => {
  const press = pressThatHangsAt('Two pointers')
  await using place = await house({ press })
  const { options } = await place.learner()
  await place.call.requestVideo(wish, options)
  await press.begun
  await place.call.requestVideo({ ...wish, topic: 'Heaps' }, options)
  const stages = async () => {
    const { videos } = await place.call.listVideos({ mine: true }, options)
    return videos.map(({ topic, progress }) => `${topic}: ${progress?.stage}`)
  }
  // A worker tells its stage with its next sign of life.
  await eventually(async () => isDeepStrictEqual(await stages(), ['Heaps: queue', 'Two pointers: render']))
})
