/** Who writes the script of a video: a model, or the author that knows what we wrote down. */
import type { Storyboard } from '../storyboard/storyboard.ts'

export interface Wish {
  readonly userId: string
  readonly topic: string
  readonly subject: string
  readonly difficulty: 'easy' | 'medium' | 'hard'
}

export interface Script {
  readonly storyboard: Storyboard
  /** "offline", or a provider and its model. */
  readonly author: string
  readonly modelDigest: string
  /** Words to find it by. */
  readonly tags: readonly string[]
}

export interface Author {
  /** @throws Failure('invalid') for a topic it cannot write about. */
  write(wish: Wish, signal: AbortSignal): Promise<Script>
}
