/** A real video, made offline and read again: picture, sound, cues, chapters, loudness. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { findEntry, storyboardOf } from '../author/offline.ts'
import { loudnessOf } from '../speech/loudness.ts'
import { soundRate } from '../speech/speech.ts'
import { truePeak } from '../speech/true-peak.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import { fileNames, type RenderFacts } from './files.ts'
import { readFilm } from './film-reader.ts'
import { openPress } from './press.ts'
import { shortBoard } from './testing-board.ts'

const frameSeconds = 1 / 25

async function studio() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-render-'))
  const clips = path.join(folder, 'clips')
  const press = openPress({ clips, deadlineMs: 240_000 })
  return {
    clips,
    async print(storyboard: Storyboard, name: string) {
      const out = path.join(folder, name)
      await press.print({ storyboard, out, signal: new AbortController().signal })
      const files = Object.fromEntries(
        await Promise.all((await readdir(out)).map(async (file) => [file, await readFile(path.join(out, file))] as const)),
      )
      return { files, facts: JSON.parse(files['facts.json']?.toString() ?? '') as RenderFacts, film: files[fileNames.video] ?? Buffer.alloc(0) }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

test('a video of about a minute holds what it should, to the frame', async () => {
  const entry = findEntry('Two pointers')
  assert.ok(entry !== undefined)
  const board = storyboardOf(entry)
  await using place = await studio()
  const { files, facts, film } = await place.print(board, 'minute')
  const read = await readFilm(film)
  assert.deepEqual(
    [read.codecs, read.size],
    [
      ['avc', 'aac'],
      [1280, 720],
    ],
  )
  assert.ok(facts.durationMs > 45_000 && facts.durationMs < 90_000, `${facts.durationMs}`)
  assert.ok(Math.abs(read.videoSeconds - facts.durationMs / 1000) <= frameSeconds, `${read.videoSeconds}`)
  assert.ok(Math.abs(read.videoSeconds - read.audioSeconds) <= frameSeconds, `${read.videoSeconds} ${read.audioSeconds}`)
  for (const { atMs, title } of facts.chapters)
    assert.ok(
      read.keyFrames.some((at) => Math.abs(at - atMs / 1000) < 0.001),
      title,
    )
  assert.equal(facts.cues.length, board.scenes.flatMap(({ narration }) => narration).length)
  assert.ok(Math.abs(loudnessOf(read.sound) + 16) <= 1, `${loudnessOf(read.sound)} LUFS`)
  assert.ok(truePeak(read.sound) <= -1, `${truePeak(read.sound)} dBTP`)
  for (const { fromMs, toMs } of facts.cues) assertSpoken(read.sound, { fromMs, toMs })
  assert.ok(film.length <= (facts.durationMs / 60_000) * 2_000_000, `${film.length} bytes`)
  // Fast start: what is in the film stands before it.
  assert.ok(film.indexOf('moov') < film.indexOf('mdat'))
  // Each second of sound stands beside its pictures: whoever plays the film need not read back and forth.
  assert.ok(turnsIn(film) >= facts.durationMs / 1000, `${turnsIn(film)} turns`)
  // Chapters are in the film too.
  for (const { title } of facts.chapters) assert.ok(film.indexOf(title, film.indexOf('chpl')) > 0, title)
  const captions = files[fileNames.captions]?.toString() ?? ''
  assert.equal(captions.match(/-->/g)?.length, facts.cues.length)
  for (const name of [fileNames.thumbnail, fileNames.storyboard]) assert.equal(files[name]?.toString('latin1', 8, 12), 'WEBP')
})

/** How often pictures and sound take turns in the file, by the tables that say where their parts are. */
function turnsIn(film: Buffer): number {
  const places: { readonly at: number; readonly track: number }[] = []
  for (let table = film.indexOf('stco'); table >= 0; table = film.indexOf('stco', table + 4))
    for (let nth = 0; nth < film.readUInt32BE(table + 8); nth += 1) places.push({ at: film.readUInt32BE(table + 12 + nth * 4), track: table })
  const inOrder = places.toSorted((one, other) => one.at - other.at)
  return inOrder.filter(({ track }, nth) => nth > 0 && inOrder[nth - 1]?.track !== track).length
}

/** As quiet as a breath, against the loudest of a sentence. */
const breath = 0.005

/** A sentence is heard from the start of its cue to its end, to 50 ms, and nothing is said outside of the cues. */
function assertSpoken(sound: Float32Array, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): void {
  const loudest = (from: number, to: number): number =>
    sound
      .subarray(Math.round((from / 1000) * soundRate), Math.round((to / 1000) * soundRate))
      .reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const most = loudest(fromMs, toMs)
  assert.ok(most > 0.1, `nothing is said from ${fromMs} to ${toMs}`)
  assert.ok(loudest(fromMs, fromMs + 50) > breath * most, `nothing is said yet at ${fromMs}`)
  assert.ok(loudest(toMs - 50, toMs) > breath * most, `nothing is said any more at ${toMs}`)
  assert.ok(loudest(fromMs - 200, fromMs - 50) < 0.02, `something is said before ${fromMs}`)
  assert.ok(loudest(toMs + 50, toMs + 200) < 0.02, `something is said after ${toMs}`)
}

test('the same storyboard is the same file, cues and pictures, and a scene that changed is the only one made anew', async () => {
  await using first = await studio()
  await using second = await studio()
  const [one, other] = [await first.print(shortBoard, 'a'), await second.print(shortBoard, 'a')]
  for (const name of Object.values(fileNames)) assert.ok(one.files[name]?.equals(other.files[name] ?? Buffer.alloc(0)), name)
  assert.deepEqual(one.facts, other.facts)
  const before = await times(first.clips)
  const changed = { ...shortBoard, scenes: shortBoard.scenes.map((scene, index) => (index === 0 ? { ...scene, title: 'Another title' } : scene)) }
  await first.print(changed, 'b')
  const after = await times(first.clips)
  assert.equal(after.size, before.size + 1)
  for (const [name, made] of before) assert.equal(after.get(name), made, name)
})

/** When each clip was made. */
async function times(clips: string): Promise<ReadonlyMap<string, number>> {
  const films = (await readdir(clips)).filter((name) => name.endsWith('.mp4'))
  return new Map(await Promise.all(films.map(async (name) => [name, (await stat(path.join(clips, name))).birthtimeMs] as const)))
}
