/** The renderer that uses an installed ffmpeg: clips with one set of parameters, joined as they are. Nothing that anybody wrote is ever an argument. */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { soundRate } from '../speech/speech.ts'
import { frame } from '../storyboard/palette.ts'
import { picturesOf } from './pictures.ts'
import { runProgram } from './program.ts'
import type { Chapter, Film, Renderer } from './renderer.ts'
import { framesPerSecond, type Timeline } from './timeline.ts'

const mostBytes = 200_000_000
const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'error'] as const
/** The same input gives the same bytes. */
const exact = ['-fflags', '+bitexact', '-flags', '+bitexact'] as const
const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'] as const
/** Key frames every four seconds at most, and nothing in one that refers to another: clips can stand behind one another. */
const picturesAs =
  '-c:v libx264 -preset veryfast -tune stillimage -profile:v high -level 3.1 -pix_fmt yuv420p -crf 23 -bf 0 -threads 1 -x264-params open-gop=0:scenecut=0'.split(
    ' ',
  )

export interface FfmpegOptions {
  readonly program?: string
  /** For one scene, and for joining. */
  readonly deadlineMs?: number
}

export function ffmpegRenderer({ program = 'ffmpeg', deadlineMs = 120_000 }: FfmpegOptions = {}): Renderer {
  const run = (args: readonly string[], inputs: Parameters<typeof runProgram>[1]['inputs']) =>
    runProgram(program, { args: [...quiet, ...args], inputs, deadlineMs, mostBytes })
  return {
    name: 'ffmpeg',
    encode: (timeline, slides) =>
      run(
        [
          ...['-f', 'ivf', '-i', 'pipe:0', '-fps_mode', 'passthrough', ...picturesAs, ...colours, ...exact],
          // Times of a clip are in parts of a frame; what is sent through a pipe cannot be gone back in, so the film stands in fragments.
          ...['-force_key_frames', 'expr:gte(t,n_forced*4)', '-video_track_timescale', '25000', '-movflags', '+frag_keyframe+empty_moov'],
          ...['-f', 'mp4', 'pipe:1'],
        ],
        [rawFilm(timeline, slides)],
      ),
    async join(film) {
      const out = `${film.scratch}.mp4.part`
      try {
        await run(
          [
            ...['-f', 'concat', '-safe', '0', '-protocol_whitelist', 'file,pipe', '-i', 'pipe:0'],
            ...['-f', 'f32le', '-ar', String(soundRate), '-ac', '1', '-i', 'pipe:3', '-f', 'ffmetadata', '-i', 'pipe:4'],
            ...[
              '-map',
              '0:v',
              '-map',
              '1:a',
              '-map_metadata',
              '2',
              '-map_chapters',
              '2',
              '-c:v',
              'copy',
              '-c:a',
              'aac',
              '-aac_coder',
              'fast',
              '-b:a',
              '96k',
            ],
            ...[...exact, '-video_track_timescale', '25000', '-movflags', '+faststart', '-f', 'mp4', '-y', out],
          ],
          [[Buffer.from(listOf(film.clips))], [bytesOf(film.sound)], [Buffer.from(metadataOf(film))]],
        )
        return await readFile(out)
      } finally {
        await rm(out, { force: true })
      }
    },
  }
}

const bytesOf = (samples: Float32Array): Uint8Array => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)

/** IVF with raw pictures: each says when it stands, so that one a second is enough while a slide does. */
async function* rawFilm(timeline: Timeline, slides: readonly string[]): AsyncGenerator<Uint8Array> {
  const head = Buffer.alloc(32)
  head.write('DKIF', 'latin1')
  head.writeUInt16LE(32, 6)
  head.write('I420', 8, 'latin1')
  head.writeUInt16LE(frame.width, 12)
  head.writeUInt16LE(frame.height, 14)
  head.writeUInt32LE(framesPerSecond, 16)
  head.writeUInt32LE(1, 20)
  yield head
  let last: Uint8Array | undefined
  for (const { picture, frame: at } of picturesOf(timeline, slides)) {
    yield rawFrame(picture.length, at)
    last = Buffer.from(picture)
    yield last
  }
  // How long the last picture stands is told by one more, on the last frame.
  if (last === undefined || timeline.shots.at(-1)?.frames === 1) return
  yield rawFrame(last.length, timeline.frames - 1)
  yield last
}

function rawFrame(bytes: number, at: number): Uint8Array {
  const head = Buffer.alloc(12)
  head.writeUInt32LE(bytes, 0)
  head.writeBigUInt64LE(BigInt(at), 4)
  return head
}

/** Names of clips are made here, out of digests. */
function listOf(clips: Film['clips']): string {
  const lines = clips.map(({ file, frames }) => `file 'file:${path.resolve(file).replaceAll("'", "'\\''")}'\nduration ${frames / framesPerSecond}`)
  return `ffconcat version 1.0\n${lines.join('\n')}\n`
}

function metadataOf({ title, chapters }: Film): string {
  const parts = chapters.map((each) => `[CHAPTER]\nTIMEBASE=1/${framesPerSecond}\nSTART=${each.from}\nEND=${each.to}\ntitle=${plain(each.title)}\n`)
  return `;FFMETADATA1\ntitle=${plain(title)}\n${parts.join('')}`
}

const plain = (text: Chapter['title']): string => text.replace(/\s+/gu, ' ').replace(/[=;#\\]/g, '\\$&')
