/** A sentence-buffered guard over streamed text: only whole sentences that give nothing away are released. */
import { type Allowed, findAcrostic, findJointLeak, findLeak, findLineAcrostic, type Leak, type Passage, passage } from './leak.ts'

export interface Step {
  /** Text that may reach the learner now; empty when nothing is ready. */
  readonly release: string
  /** Set once: nothing follows. */
  readonly stop?: Stop
}

export interface Stop {
  readonly reason: Leak['reason'] | 'length'
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

export function createGuard(allowed: Allowed): Guard {
  let buffer = ''
  let scanned = 0
  let released = 0
  let initials = ''
  let letters = ''
  let lines: Lines = { initials: '', atStart: true }
  let last: { readonly passage: Passage; readonly start: number } | undefined
  let stopped = false

  const judge = (piece: string): Stop | undefined => {
    const next = passage(piece, allowed)
    const leak = findLeak(next, allowed)
    if (leak !== undefined) return { reason: leak.reason }
    const joint = last === undefined ? undefined : findJointLeak(last.passage, next, allowed)
    if (joint !== undefined && last !== undefined) return { reason: joint.reason, retractFrom: last.start }
    letters += next.folded.tokens.map((token) => token[0]).join('')
    initials += next.folded.tokens[0]?.[0] ?? ''
    lines = lineInitials(lines, piece, next)
    if (findLineAcrostic(lines.initials, allowed)) return { reason: 'disguised' }
    if (findAcrostic(initials, allowed) !== undefined || findAcrostic(letters, allowed) !== undefined) return { reason: 'disguised', retractFrom: 0 }
    if (next.folded.tokens.length > 0) last = { passage: next, start: released }
    return undefined
  }

  const take = (ended: boolean): Step => {
    let release = ''
    for (;;) {
      const cut = boundary(buffer, scanned, ended)
      if (cut < 0) break
      const piece = buffer.slice(0, cut)
      const stop = released + piece.length > longestHint ? { reason: 'length' as const } : judge(piece)
      if (stop !== undefined) {
        stopped = true
        return { release, stop }
      }
      release += piece
      released += piece.length
      buffer = buffer.slice(cut)
      scanned = 0
    }
    scanned = Math.max(0, buffer.length - 8)
    if (buffer.length > longestSentence) {
      stopped = true
      return { release, stop: { reason: 'length' } }
    }
    return { release }
  }

  return {
    push(chunk) {
      if (stopped) return { release: '' }
      buffer += chunk
      return take(false)
    },
    end() {
      return stopped ? { release: '' } : take(true)
    },
  }
}

interface Lines {
  /** First letters of the lines so far that hold one sentence each. */
  readonly initials: string
  readonly atStart: boolean
}

function lineInitials({ initials, atStart }: Lines, piece: string, { folded }: Passage): Lines {
  const [first] = folded.tokens
  if (first === undefined) return { initials, atStart: atStart || piece.includes('\n') }
  return { initials: atStart ? initials + first.slice(0, 1) : '', atStart: piece.endsWith('\n') }
}

const mark = /\n|[.!?…。！？]+["'”’)\]*_]*(?=\s|$)|[。！？]/gu
const numbered = /^\s*(?:\d+|step \w+)[.)]?$/i
const abbreviation = /(?:^|[\s("“])(?:e\.g|i\.e|etc|vs|cf|approx|no|fig|[a-z]|\d+)\.?$/i

/** @returns the end of the first whole sentence in `text`, or -1. At the end of what has come so far, a full stop after a short word or a figure may not be one. */
function boundary(text: string, from: number, ended: boolean): number {
  mark.lastIndex = from
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const end = found.index + found[0].length
    const before = text.slice(0, found.index)
    if (numbered.test(before)) continue
    const point = found[0].startsWith('.') && found[0].length === 1
    if (point && abbreviation.test(before) && (!ended || end < text.length)) continue
    return end
  }
  return ended && text !== '' ? text.length : -1
}
