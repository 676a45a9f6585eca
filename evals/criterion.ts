/** A question about an interview that is answered with yes or no, by code. */
import type { Played } from './play.ts'

/** Undefined: it does not apply. */
export type Answer = boolean | undefined

export interface Criterion {
  /** Stable, snake_case. */
  readonly code: string
  readonly kind: 'safety' | 'conduct' | 'adaptation' | 'feedback' | 'rubric'
  /** What holds. */
  readonly holds: string
  readonly asks: (played: Played) => Answer
}

/** Applies where there is something to look at; holds when all of it is well. */
export function all<Item>(items: readonly Item[], isWell: (item: Item) => boolean): Answer {
  return items.length === 0 ? undefined : items.every(isWell)
}

export function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”/gu, '…')
}

export function questionMarks(text: string): number {
  return withoutQuotes(text).match(/\?/g)?.length ?? 0
}
