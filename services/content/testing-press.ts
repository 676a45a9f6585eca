/** A press for tests of everything but rendering: writes the files that the real one writes, with times as the real one has them, in no time. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileNames, type RenderFacts } from './render/files.ts'
import type { Press } from './render/press.ts'

const sentenceMs = 3000

export function quickPress(): Press {
  return {
    async print({ storyboard, out, signal, tell }) {
      signal.throwIfAborted()
      tell?.(storyboard.scenes.length, storyboard.scenes.length)
      if (out === '') return
      let at = 0
      const chapters: { title: string; atMs: number }[] = []
      const cues = storyboard.scenes.flatMap(({ narration, keyPoint }, scene) => {
        if (keyPoint !== '') chapters.push({ title: keyPoint, atMs: at })
        return narration.map(() => {
          at += sentenceMs
          return { scene, fromMs: at - sentenceMs, toMs: at }
        })
      })
      const facts: RenderFacts = { durationMs: at, chapters, cues }
      await mkdir(out, { recursive: true })
      for (const name of Object.values(fileNames)) await writeFile(path.join(out, name), `${name} of ${storyboard.title}`)
      await writeFile(path.join(out, 'facts.json'), JSON.stringify(facts))
    },
  }
}

/** Never ends by itself. */
export function stuckPress(): Press & { readonly begun: Promise<void>; readonly ended: Promise<void> } {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  return {
    begun: begun.promise,
    ended: ended.promise,
    print({ signal }) {
      begun.resolve()
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          ended.resolve()
          reject(signal.reason)
        }),
      )
    },
  }
}
