/** Moments of an interview: what was said, run and written up to then. Everything is in the log; here it is only cut. */
import type { Evidence } from '../evidence.ts'
import type { Entry, Interview, PastEntry, Snapshot, Stage } from '../interview.ts'

export interface Moment {
  /** The last entry that had happened. */
  readonly seq: number
  readonly entries: readonly PastEntry[]
  /** Undefined: nothing was written yet. */
  readonly code: { readonly text: string; readonly language: string } | undefined
}

export interface Film {
  readonly interview: Interview
  readonly entries: readonly PastEntry[]
  readonly snapshots: readonly Snapshot[]
}

/** Until its last entry or, later than that, its last snapshot. */
export function lengthOf({ entries, snapshots }: Film): number {
  return Math.max(0, ...entries.map(({ atMs }) => atMs), ...snapshots.map(({ atMs }) => atMs))
}

export function momentAt({ interview, entries, snapshots }: Film, atMs: number): Moment {
  const happened = entries.filter((entry) => entry.atMs <= atMs)
  const snapshot = snapshots.findLast((one) => one.atMs <= atMs)
  const handed = happened.findLast(({ code = '' }) => code !== '')
  const coding = happened.some(({ kind, stage }) => kind === 'stage' && stage === 'coding') || handed !== undefined
  return { seq: happened.at(-1)?.seq ?? 0, entries: happened, code: latest(snapshot, handed) ?? (coding ? starterOf(interview) : undefined) }
}

function latest(snapshot: Snapshot | undefined, handed: PastEntry | undefined): Moment['code'] {
  if (snapshot === undefined && handed === undefined) return undefined
  if (handed === undefined || (snapshot !== undefined && snapshot.atMs > handed.atMs))
    return { text: snapshot?.code ?? '', language: snapshot?.language ?? '' }
  return { text: handed.code ?? '', language: handed.language ?? '' }
}

function starterOf({ problem, language }: Interview): Moment['code'] {
  const text = problem?.starters?.[language] ?? ''
  return text === '' ? undefined : { text, language }
}

export interface Mark {
  readonly atMs: number
  readonly kind: 'stage' | 'run' | 'good' | 'bad'
  readonly label: string
}

/** What is marked on the scrubber: stages, and runs by how they ended. */
export function marksOf(
  { entries }: Pick<Film, 'entries'>,
  words: { readonly stage: (stage: Stage) => string; readonly outcome: (outcome: string) => string },
): readonly Mark[] {
  return entries.flatMap((entry): readonly Mark[] => {
    if (entry.kind === 'stage') return entry.stage === undefined ? [] : [{ atMs: entry.atMs, kind: 'stage', label: words.stage(entry.stage) }]
    if (entry.kind !== 'run_result') return []
    const outcome = entry.run?.status ?? 'unavailable'
    return [{ atMs: entry.atMs, kind: outcome === 'ok' ? 'good' : 'bad', label: words.outcome(outcome) }]
  })
}

/** Entries of a room, which know the time of day, with their moments. @param startedAt ISO 8601. */
export function timed(entries: readonly Entry[], startedAt: string): readonly PastEntry[] {
  const since = (at: string): number => Math.max(0, Date.parse(at) - Date.parse(startedAt)) || 0
  return entries.map((entry) => ({ ...entry, atMs: since(entry.at ?? startedAt) }))
}

/** When an entry had shown what it shows: a run once it had ended. */
export function momentOf({ entries }: Film, seq: number): number | undefined {
  const entry = entries.find((one) => one.seq === seq)
  const result = entries.find(({ kind, aboutSeq }) => kind === 'run_result' && aboutSeq === seq)
  return result?.atMs ?? entry?.atMs
}

/** The moment before or after this one at which something happened. */
export function stepFrom({ entries, snapshots }: Film, atMs: number, by: 1 | -1): number {
  const times = [...new Set([0, ...entries.map((entry) => entry.atMs), ...snapshots.map((one) => one.atMs)])].toSorted((a, b) => a - b)
  return by === 1 ? (times.find((time) => time > atMs) ?? atMs) : (times.findLast((time) => time < atMs) ?? 0)
}

/** What the address of a replay says to point at. */
export interface Pointer {
  readonly seq: number
  readonly start: number
  readonly end: number
}

export function evidenceQuery(evidence: Evidence): string {
  if (evidence.kind !== 'words' && evidence.kind !== 'code') return ''
  const { entry, span } = evidence
  return `?${new URLSearchParams({ at: String(entry.seq), from: String(span.start), to: String(span.end) })}`
}

export function pointerIn(search: Readonly<Record<string, string | string[] | undefined>>): Pointer | undefined {
  const [seq, start, end] = [search.at, search.from, search.to].map((value) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined,
  )
  return seq === undefined || start === undefined || end === undefined ? undefined : { seq, start, end }
}
