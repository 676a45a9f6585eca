/** Renders every topic that is written down, offline, reads the films again and writes docs/videos.md: run with --write, or with names of topics to see theirs. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Entry } from './author/entry.ts'
import { entries } from './author/knowledge.ts'
import { storyboardOf } from './author/offline.ts'
import { builtIn } from './render/built-in.ts'
import { makeClip } from './render/clip.ts'
import { filesOf } from './render/files.ts'
import { readFilm } from './render/film-reader.ts'
import { joined } from './render/join.ts'
import { clipKey } from './render/key.ts'
import { openFlite } from './speech/flite.ts'
import { loudnessOf } from './speech/loudness.ts'
import { truePeak } from './speech/true-peak.ts'
import { measured } from './storyboard/geometry.ts'
import { page, type TopicRow } from './topics-page.ts'

const voice = openFlite()

async function rowOf(entry: Entry): Promise<TopicRow> {
  const board = storyboardOf(entry)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-topics-'))
  try {
    const before = process.cpuUsage()
    const keys = board.scenes.map((scene) => clipKey(scene, { voice: voice.name, renderer: builtIn.name }))
    for (const [index, scene] of board.scenes.entries()) await makeClip(scene, { folder, key: keys[index] ?? '', voice, renderer: builtIn })
    const whole = await joined(board, { folder, keys, renderer: builtIn })
    const { facts, files } = await filesOf(board, whole)
    const { user, system } = process.cpuUsage(before)
    const film = await readFilm(whole.mp4)
    const seconds = facts.durationMs / 1000
    const { boxes, overflowing } = measured(board)
    return {
      id: entry.id,
      title: entry.title,
      seconds,
      scenes: board.scenes.length,
      sentences: facts.cues.length,
      boxes,
      overflowing: overflowing.length,
      cpuPerSecond: (user + system) / 1e6 / seconds,
      megabytesPerMinute: files['video.mp4'].length / 1e6 / (seconds / 60),
      lufs: loudnessOf(film.sound),
      peak: truePeak(film.sound),
      apartMs: Math.abs(film.videoSeconds - film.audioSeconds) * 1000,
      chapters: facts.chapters.length,
      chaptersOnKeyFrames: facts.chapters.filter(({ atMs }) => film.keyFrames.some((at) => Math.abs(at - atMs / 1000) < 0.001)).length,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const named = process.argv.slice(2).filter((part) => !part.startsWith('--'))
const wanted = named.length === 0 ? entries : entries.filter(({ id }) => named.includes(id))
const rows: TopicRow[] = []
// Decoders are no reason for a process to stay.
const awake = setInterval(() => undefined, 60_000)
for (const entry of wanted) {
  const row = await rowOf(entry)
  rows.push(row)
  console.log(
    `${row.id}: ${row.seconds.toFixed(1)} s, ${row.cpuPerSecond.toFixed(3)} CPU s a second, ${row.lufs.toFixed(1)} LUFS, ${row.overflowing} overflowing`,
  )
}
clearInterval(awake)
if (process.argv.includes('--write')) await writeFile(path.join(import.meta.dirname, '..', '..', 'docs', 'videos.md'), page(rows))
process.exitCode = rows.every(({ overflowing, chapters, chaptersOnKeyFrames }) => overflowing === 0 && chapters === chaptersOnKeyFrames) ? 0 : 1
