/** The small pictures of all scenes of a video stand in one, four to a row. */
import type { Cue } from '../api/watch.ts'

const columns = 4

/** The scene that begins by then. */
export function sceneAt(cues: readonly Cue[], ms: number): number {
  return cues.find(({ fromMs }) => fromMs >= ms)?.scene ?? 0
}

/** How the picture is laid behind an element, so that one of its small ones fills it. */
export function tileOf(scene: number, scenes: number): { readonly backgroundSize: string; readonly backgroundPosition: string } {
  const rows = Math.ceil(scenes / columns)
  const part = (index: number, of: number): number => (of <= 1 ? 0 : (index / (of - 1)) * 100)
  return {
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${part(scene % columns, columns)}% ${part(Math.floor(scene / columns), rows)}%`,
  }
}
