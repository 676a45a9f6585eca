/** Films out of the programs that are installed: every renderer with every voice, read by ffprobe; programs are installed here where that can be done. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { before, test } from 'node:test'
import { findEntry, storyboardOf } from '../author/offline.ts'
import type { VoiceChoice } from '../speech/open.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import { fileNames, type RenderFacts } from './files.ts'
import { openPress } from './press.ts'
import { runProgram } from './program.ts'
import { type RendererName, rendererNames } from './renderers.ts'
import { shortBoard } from './testing-board.ts'

const frameSeconds = 1 / 25
const programs = ['ffmpeg', 'ffprobe', 'espeak-ng']

const ask = async (program: string, args: readonly string[]): Promise<string> =>
  String(await runProgram(program, { args, inputs: [], deadlineMs: 600_000, mostBytes: 50_000_000 }))

before(async () => {
  const versions = await Promise.all(programs.map((program) => ask(program, [program === 'espeak-ng' ? '--version' : '-version']).catch(() => '')))
  if (versions.every((version) => version !== '')) return
  await ask('apt-get', ['update', '-qq'])
  await ask('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'ffmpeg', 'espeak-ng'])
})

const voices: readonly VoiceChoice[] = [{ kind: 'flite' }, { kind: 'espeak-ng', voice: 'en-us' }]

async function printed(board: Storyboard, renderer: RendererName, voice: VoiceChoice) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-films-'))
  const [clips, out] = [path.join(folder, 'clips'), path.join(folder, 'out')]
  await openPress({ clips, deadlineMs: 170_000, renderer, voice }).print({ storyboard: board, out, signal: new AbortController().signal })
  const facts = JSON.parse(await readFile(path.join(out, 'facts.json'), 'utf8')) as RenderFacts
  return {
    folder,
    clips,
    out,
    facts,
    film: path.join(out, fileNames.video),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

interface Probed {
  readonly streams: readonly Readonly<Record<string, string | number>>[]
  readonly chapters: readonly { readonly start_time: string; readonly tags: { readonly title: string } }[]
  readonly packets: readonly { readonly pts_time: string; readonly flags: string }[]
}

async function probe(film: string): Promise<Probed> {
  const args = '-v error -of json -show_streams -show_chapters -show_packets -select_streams v:0'.split(' ')
  const shown = JSON.parse(await ask('ffprobe', [...args, film])) as Probed
  const { streams } = JSON.parse(await ask('ffprobe', ['-v', 'error', '-of', 'json', '-show_streams', film])) as Probed
  return { ...shown, streams }
}

/** As ffmpeg hears it, in LUFS and dBTP. */
async function heard(film: string): Promise<{ readonly lufs: number; readonly peak: number }> {
  const filter = 'ebur128=peak=true:metadata=1,ametadata=mode=print:file=-'
  const told = await ask('ffmpeg', ['-v', 'error', '-i', film, '-map', '0:a', '-af', filter, '-f', 'null', '-'])
  const values = (name: string): number[] =>
    [...told.matchAll(new RegExp(`lavfi\\.r128\\.${name}=(-?[\\d.]+)`, 'g'))].map(([, value]) => Number(value))
  return { lufs: values('I').at(-1) ?? Number.NaN, peak: 20 * Math.log10(Math.max(...values('true_peaks_ch0'))) }
}

/** A whole minute where both programs have to work; elsewhere its first scenes say as much. The minute of what is always there is in render.test.ts. */
const firstScenes = 3
const isWhole = (renderer: RendererName, voice: VoiceChoice): boolean => renderer === 'ffmpeg' && voice.kind === 'espeak-ng'

for (const renderer of rendererNames)
  for (const voice of voices)
    test(`${isWhole(renderer, voice) ? 'a minute' : 'some scenes'} by ${renderer} with ${voice.kind}: ffprobe finds pictures, sound, chapters and the loudness that it should have`, async () => {
      const entry = findEntry('Binary search')
      assert.ok(entry !== undefined)
      const whole = storyboardOf(entry)
      const board = isWhole(renderer, voice) ? whole : { ...whole, scenes: whole.scenes.slice(0, firstScenes) }
      await using made = await printed(board, renderer, voice)
      const { streams, chapters, packets } = await probe(made.film)
      const [video, audio] = ['video', 'audio'].map((kind) => streams.find(({ codec_type }) => codec_type === kind))
      assert.deepEqual([video?.codec_name, video?.width, video?.height, video?.pix_fmt, audio?.codec_name], ['h264', 1280, 720, 'yuv420p', 'aac'])
      const seconds = made.facts.durationMs / 1000
      for (const stream of [video, audio])
        assert.ok(Math.abs(Number(stream?.duration) - seconds) <= frameSeconds, `${stream?.duration} of ${seconds}`)
      assert.deepEqual(
        chapters.map(({ tags }) => tags.title),
        made.facts.chapters.map(({ title }) => title),
      )
      const keys = packets.filter(({ flags }) => flags.startsWith('K')).map(({ pts_time }) => Number(pts_time))
      for (const [index, { atMs, title }] of made.facts.chapters.entries()) {
        assert.ok(Math.abs(Number(chapters[index]?.start_time) - atMs / 1000) < 0.001, title)
        assert.ok(
          keys.some((at) => Math.abs(at - atMs / 1000) < 0.001),
          `${title} is on no key frame`,
        )
      }
      const { lufs, peak } = await heard(made.film)
      assert.ok(Math.abs(lufs + 16) <= 1, `${lufs} LUFS`)
      assert.ok(peak < -1, `${peak} dBTP`)
      const bytes = await readFile(made.film)
      assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'), 'it cannot be played before all of it is there')
      assert.ok(bytes.length <= (seconds / 60) * 2_000_000, `${bytes.length} bytes`)
      const captions = await readFile(path.join(made.out, fileNames.captions), 'utf8')
      assert.equal(captions.match(/-->/g)?.length, board.scenes.flatMap(({ narration }) => narration).length)
      // Every picture can be decoded.
      await ask('ffmpeg', ['-v', 'error', '-xerror', '-i', made.film, '-f', 'null', '-'])
    })

test('ffmpeg makes the same file twice, and a scene that changed is the only one made anew', async () => {
  await using one = await printed(shortBoard, 'ffmpeg', { kind: 'espeak-ng', voice: 'en-us' })
  await using other = await printed(shortBoard, 'ffmpeg', { kind: 'espeak-ng', voice: 'en-us' })
  for (const name of Object.values(fileNames))
    assert.ok((await readFile(path.join(one.out, name))).equals(await readFile(path.join(other.out, name))), name)
  const before = new Set(await readdir(one.clips))
  const scenes = shortBoard.scenes.map((scene, index) => (index === 0 ? { ...scene, title: 'Another title' } : scene))
  const press = openPress({ clips: one.clips, deadlineMs: 120_000, renderer: 'ffmpeg', voice: { kind: 'espeak-ng', voice: 'en-us' } })
  await press.print({ storyboard: { ...shortBoard, scenes }, out: path.join(one.folder, 'again'), signal: new AbortController().signal })
  const added = (await readdir(one.clips)).filter((name) => !before.has(name))
  assert.deepEqual(added.map((name) => path.extname(name)).sort(), ['.f32', '.json', '.mp4'])
})
