/** What makes pictures and sound into a film: one port for the renderer that is always there and for the one that is installed. */
import type { Timeline } from './timeline.ts'

export interface Chapter {
  readonly title: string
  /** Frames from the start. */
  readonly from: number
  readonly to: number
}

export interface Film {
  readonly title: string
  readonly chapters: readonly Chapter[]
  /** The clips, each a file with pictures alone and so many frames long. */
  readonly clips: readonly { readonly file: string; readonly frames: number }[]
  /** All that is heard, as long as the clips to the sample. */
  readonly sound: Float32Array
  /** May be written while it is made, and is removed by whoever made it. */
  readonly scratch: string
}

export interface Renderer {
  /** Which one, for the key under which a scene is kept. */
  readonly name: string
  /** The pictures of a scene as an MP4 that begins with a key frame. */
  encode(timeline: Timeline, slides: readonly string[]): Promise<Uint8Array>
  /** The clips behind one another as they are, with the sound and the chapters: an MP4 that can be played before all of it is there. */
  join(film: Film): Promise<Uint8Array>
}
