/** Makes one film as the rendering process does, and tells what it took. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findEntry, storyboardOf } from '../../services/content/author/offline.ts'
import { builtIn } from '../../services/content/render/built-in.ts'
import { makeClip } from '../../services/content/render/clip.ts'
import { filesOf } from '../../services/content/render/files.ts'
import { joined } from '../../services/content/render/join.ts'
import { clipKey } from '../../services/content/render/key.ts'
import { openFlite } from '../../services/content/speech/flite.ts'
import { answer } from '../worker.ts'

export type FilmMakerTasks = typeof tasks

export interface FilmMade {
  readonly seconds: number
  readonly scenes: number
  readonly bytes: number
  /** Of the processor. */
  readonly cpuSeconds: number
  /** The most memory the process has held. */
  readonly peakMebibytes: number
}

const tasks = {
  async make(topic: string): Promise<FilmMade> {
    const entry = findEntry(topic)
    if (entry === undefined) throw new Error(`there are no notes on ${topic}`)
    const board = storyboardOf(entry)
    const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-bench-videos-'))
    try {
      const voice = openFlite()
      const before = process.cpuUsage()
      const keys = board.scenes.map((scene) => clipKey(scene, { voice: voice.name, renderer: builtIn.name }))
      for (const [index, scene] of board.scenes.entries()) await makeClip(scene, { folder, key: keys[index] ?? '', voice, renderer: builtIn })
      const whole = await joined(board, { folder, keys, renderer: builtIn })
      const { facts } = await filesOf(board, whole)
      const { user, system } = process.cpuUsage(before)
      return {
        seconds: facts.durationMs / 1000,
        scenes: board.scenes.length,
        bytes: whole.mp4.length,
        cpuSeconds: (user + system) / 1e6,
        peakMebibytes: process.resourceUsage().maxRSS / 1024,
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

answer(tasks)
