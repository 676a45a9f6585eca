/** The numbers that pages see: what is kept counts in thousands, and what is not kept has numbers of its own in between. */
import { z } from 'zod'

const step = 1000

export const pageSeq = z.int().min(0).max(1e9)

/** Of an entry. */
export const toPage = (seq: number): number => seq * step

/** The last entry that somebody has who was last sent that number. */
export const entryOf = (page: number): number => Math.floor(page / step)

export interface Numbering {
  /** The last entry that was sent. */
  readonly kept: number
  /** For the entry that comes next. */
  keep(seq: number): number
  /** For a message that is not kept: it sorts after everything sent before; thousands of them without an entry share the last number. */
  between(): number
}

/**
 * @param page the last number that the reader has.
 * @param sent how many messages without a number they were sent before.
 */
export function numberingAfter(page: number, sent: () => number = () => 0): Numbering {
  let kept = entryOf(page)
  let extra = page % step
  return {
    get kept() {
      return kept
    },
    keep(seq) {
      kept = seq
      extra = 0
      return toPage(seq)
    },
    between() {
      extra = Math.min(Math.max(extra, kept === 0 ? sent() : 0) + 1, step - 1)
      return toPage(kept) + extra
    },
  }
}
