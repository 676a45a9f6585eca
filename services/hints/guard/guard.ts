/** A sentence-buffered guard over streamed text: only whole sentences that give nothing away are released. */
import { createJury, type Objection } from './jury.ts'
import type { Allowed } from './passage.ts'
import { sentenceEnd } from './sentence-end.ts'

export interface Step {
  /** Text that may reach the learner now; empty when nothing is ready. */
  readonly release: string
  /** Set once: nothing follows. */
  readonly stop?: Stop
}

export interface Stop {
  readonly reason: Objection['reason'] | 'length'
  /** Released text from this offset on (UTF-16 code units) is to be taken back. */
  readonly retractFrom?: number
}

export interface Guard {
  push(chunk: string): Step
  /** The stream has ended: judges what is left. */
  end(): Step
}

const longestSentence = 700
const longestHint = 1800
/** What is heard of a chunk at a time: the work grows with the text, however large its chunks are. */
const mouthful = 500
/** Marks, quotes and an abbreviation that may yet turn out not to end a sentence. */
const openEnd = 8

/** @param before what the same reader was told before: what only both together say is stopped too. */
export function createGuard(allowed: Allowed, before = ''): Guard {
  const jury = createJury(allowed, before)
  let buffer = ''
  let scanned = 0
  let released = 0
  let stopped = false

  const take = (ended: boolean): Step => {
    let release = ''
    for (;;) {
      const cut = sentenceEnd(buffer, scanned, ended)
      if (cut < 0) break
      const piece = buffer.slice(0, cut)
      const stop = released + piece.length > longestHint ? { reason: 'length' as const } : jury.hear(piece)
      if (stop !== undefined) {
        stopped = true
        return { release, stop }
      }
      release += piece
      released += piece.length
      buffer = buffer.slice(cut)
      scanned = 0
    }
    scanned = Math.max(0, buffer.length - openEnd)
    if (buffer.length > longestSentence) {
      stopped = true
      return { release, stop: { reason: 'length' } }
    }
    return { release }
  }

  return {
    push(chunk) {
      let release = ''
      for (let at = 0; at < chunk.length && !stopped; at += mouthful) {
        buffer += chunk.slice(at, at + mouthful)
        const step = take(false)
        release += step.release
        if (step.stop !== undefined) return { release, stop: step.stop }
      }
      return { release }
    },
    end() {
      return stopped ? { release: '' } : take(true)
    },
  }
}
