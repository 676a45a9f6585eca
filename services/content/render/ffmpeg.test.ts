/** An ffmpeg that does not do what it should. */
import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { soundRate, type Voice } from '../speech/speech.ts'
import { makeClip } from './clip.ts'
import { ffmpegRenderer } from './ffmpeg.ts'
import { shortBoard } from './testing-board.ts'

const [scene] = shortBoard.scenes
const voice: Voice = {
  name: 'a tone',
  speak: async () => ({ rate: soundRate, samples: new Float32Array(soundRate).map((_, at) => Math.sin(at / 9)) }),
}

const ways: Readonly<Record<string, readonly [line: string, code: string]>> = {
  'is killed': ['kill -9 $$', 'SIGKILL'],
  'is killed while it reads': ['head -c 1000 > /dev/null; kill -9 $$', 'SIGKILL'],
  hangs: ['exec sleep 600', 'ETIMEDOUT'],
  'finds no room': ['echo "No space left on device" >&2; exit 1', '1'],
}
for (const [way, [line, code]] of Object.entries(ways))
  test(`an ffmpeg that ${way} leaves no file behind`, async () => {
    assert.ok(scene !== undefined)
    const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-ffmpeg-'))
    try {
      const program = path.join(folder, 'ffmpeg')
      await writeFile(program, `#!/bin/sh\n${line}\n`)
      await chmod(program, 0o755)
      const renderer = ffmpegRenderer({ program, deadlineMs: 700 })
      await assert.rejects(makeClip(scene, { folder, key: 'a', voice, renderer }), { name: 'ProgramFailure', code })
      const clip = path.join(folder, 'b.mp4')
      await writeFile(clip, 'a clip')
      const film = {
        title: 'A film',
        chapters: [],
        clips: [{ file: clip, frames: 25 }],
        sound: new Float32Array(soundRate),
        scratch: path.join(folder, 'film'),
      }
      await assert.rejects(renderer.join(film), { name: 'ProgramFailure', code })
      assert.deepEqual((await readdir(folder)).sort(), ['b.mp4', 'ffmpeg'])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
