/** The program of a rendering process: makes the clips that are missing, joins them, and says how far it is. It ends when its parent does. */
import { mkdir, readFile, rename, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { openVoice, voiceChoice } from '../speech/open.ts'
import { storyboard } from '../storyboard/storyboard.ts'
import { clipFiles, makeClip, put } from './clip.ts'
import { filesOf } from './files.ts'
import { joined } from './join.ts'
import { clipKey } from './key.ts'
import { rendererNames, rendererOf } from './renderers.ts'

const shape = z.strictObject({
  storyboard,
  /** Clips are kept here under what they are made of. */
  clips: z.string(),
  /** Where the files go; empty: only the clips are made. */
  out: z.string(),
  renderer: z.enum(rendererNames),
  voice: voiceChoice,
})

async function work(line: string, say: (report: object) => void): Promise<void> {
  const { storyboard: board, clips, out, ...chosen } = shape.parse(JSON.parse(line))
  const voice = openVoice(chosen.voice)
  const renderer = rendererOf(chosen.renderer)
  await mkdir(clips, { recursive: true })
  const keys = board.scenes.map((scene) => clipKey(scene, { voice: voice.name, renderer: renderer.name }))
  for (const [index, scene] of board.scenes.entries()) {
    const key = keys[index] ?? ''
    if (!(await isKept(clips, key))) await makeClip(scene, { folder: clips, key, voice, renderer })
    say({ done: index + 1, of: keys.length })
  }
  if (out === '') return
  const whole = await joined(board, { folder: clips, keys, renderer })
  const made = await filesOf(board, whole)
  const part = `${out}.${process.pid}.part`
  await mkdir(part, { recursive: true })
  for (const [name, bytes] of Object.entries(made.files)) await put(path.join(part, name), bytes)
  await put(path.join(part, 'facts.json'), Buffer.from(JSON.stringify(made.facts)))
  await rename(part, out)
}

/** What was used is the last to be removed. */
async function isKept(folder: string, key: string): Promise<boolean> {
  const { video, sound, facts } = clipFiles(folder, key)
  try {
    for (const file of [video, sound, facts]) {
      if ((await stat(file)).size === 0) return false
      await utimes(file, new Date(), new Date())
    }
    JSON.parse(await readFile(facts, 'utf8'))
    return true
  } catch {
    return false
  }
}

const lines = createInterface({ input: process.stdin })
lines.once('line', (line) => {
  work(line, (report) => void process.stdout.write(`${JSON.stringify(report)}\n`)).then(
    () => process.exit(0),
    (error: NodeJS.ErrnoException) => {
      // The name and the code of an error, never its words: they may repeat what a learner wrote.
      process.stdout.write(`${JSON.stringify({ failed: error.code ?? error.name })}\n`, () => process.exit(1))
    },
  )
})
// A parent that is killed closes its end.
lines.once('close', () => process.exit(1))
