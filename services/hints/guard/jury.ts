/** Hears a hint sentence by sentence, and remembers what was said: some things leak only together. */
import { sentences } from '../answers/text.ts'
import { findAcrostic, findLineAcrostic } from './disguise.ts'
import { findJointLeak, findLeak, type LeakReason } from './leak.ts'
import { type Allowed, type Passage, passage } from './passage.ts'

export interface Objection {
  readonly reason: LeakReason
  /** What was said from this offset on (UTF-16 code units) is to be taken back as well. */
  readonly retractFrom?: number
}

export interface Jury {
  /** @param piece what follows all that was heard without objection. */
  hear(piece: string): Objection | undefined
}

interface Said {
  readonly passage: Passage
  readonly start: number
}

/** @param before what the same reader heard before, such as earlier turns of a conversation: it counts together with what follows. */
export function createJury(allowed: Allowed, before = ''): Jury {
  let offset = -before.length
  let last: Said | undefined
  let unbroken = ''
  let acrostic: Acrostic = { sentences: '', words: '', lines: '', atLineStart: true }

  const object = (piece: string, next: Passage): Objection | undefined => {
    const leak = findLeak(next, allowed)
    if (leak !== undefined) return { reason: leak.reason }
    const glued = unbroken === piece ? undefined : findLeak(passage(unbroken, allowed), allowed)
    if (glued !== undefined) return { reason: glued.reason, retractFrom: offset + piece.length - unbroken.length }
    const joint = last === undefined ? undefined : findJointLeak(last.passage, next, allowed)
    if (joint !== undefined && last !== undefined) return { reason: joint.reason, retractFrom: last.start }
    return spelledOut(acrostic, allowed)
  }

  const jury: Jury = {
    hear(piece) {
      const next = passage(piece, allowed)
      // The stream may have been cut where a sentence could end but does not, as in `seen.add`.
      unbroken = unbroken === '' || /\s$/.test(unbroken) || /^\s/.test(piece) ? piece : unbroken + piece
      acrostic = continued(acrostic, piece, next)
      const objection = object(piece, next)
      if (next.folded.tokens.length > 0) last = { passage: next, start: offset }
      offset += piece.length
      return objection === undefined || objection.retractFrom === undefined
        ? objection
        : { ...objection, retractFrom: Math.max(0, objection.retractFrom) }
    },
  }
  for (const { text } of sentences(before)) jury.hear(`${text} `)
  // What follows begins a line of its own.
  acrostic = { ...acrostic, lines: '', atLineStart: true }
  offset = 0
  return jury
}

/** First letters so far. */
interface Acrostic {
  readonly sentences: string
  readonly words: string
  /** Of the lines that hold one sentence each. */
  readonly lines: string
  readonly atLineStart: boolean
}

function spelledOut({ sentences, words, lines }: Acrostic, { named }: Allowed): Objection | undefined {
  if (findLineAcrostic(lines, named)) return { reason: 'disguised' }
  return findAcrostic(sentences, named) || findAcrostic(words, named) ? { reason: 'disguised', retractFrom: 0 } : undefined
}

function continued({ sentences, words, lines, atLineStart }: Acrostic, piece: string, { folded }: Passage): Acrostic {
  const [first] = folded.tokens
  if (first === undefined) return { sentences, words, lines, atLineStart: atLineStart || piece.includes('\n') }
  return {
    sentences: sentences + first.slice(0, 1),
    words: words + folded.tokens.map((token) => token[0]).join(''),
    lines: atLineStart ? lines + first.slice(0, 1) : '',
    atLineStart: piece.endsWith('\n'),
  }
}
