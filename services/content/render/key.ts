/** The key of a clip: everything it is made of. The same scene is rendered once, in whichever video it stands. */
import { createHash } from 'node:crypto'
import type { Scene } from '../storyboard/storyboard.ts'

/** Grows with every change of how scenes look or sound. */
const rendererVersion = 3

/** @param made who speaks and who draws. */
export function clipKey({ keyPoint: _named, ...scene }: Scene, made: { readonly voice: string; readonly renderer: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([rendererVersion, made.voice, made.renderer, scene]))
    .digest('hex')
    .slice(0, 40)
}
