/** Turns of the interviewer in the making, by the entry that they answer. */
import type { InterviewDuty, InterviewEntry } from '@quint/proto/gen/quint/sessions/v1/interview.ts'

export interface Speech {
  /** Passed on, unless its beginning was missed: the whole turn comes when it is done. */
  said(seq: number, from: number, text: string): void
  /** Answers are there: what was said of them on the way is forgotten. */
  done(entries: readonly InterviewEntry[]): void
  /** What a page that enters has to know. */
  now(duties: readonly InterviewDuty[]): ReadonlyMap<number, string>
}

export function openSpeech(tell: (seq: number, from: number, text: string) => void): Speech {
  const turns = new Map<number, string>()
  return {
    said(seq, from, text) {
      const before = turns.get(seq) ?? ''
      if (from > before.length) return
      turns.set(seq, before.slice(0, from) + text)
      tell(seq, from, text)
    },
    done(entries) {
      for (const { aboutSeq } of entries) turns.delete(aboutSeq)
    },
    now(duties) {
      const elsewhere = duties.filter(({ said, seq }) => said !== '' && !turns.has(seq)).map(({ seq, said }) => [seq, said] as const)
      return new Map([...elsewhere, ...turns])
    },
  }
}
