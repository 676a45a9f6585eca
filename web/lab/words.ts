/** The words of the lab. */
import { languageName } from '../interview/words.ts'
import type { Operation, Run, Statistics } from './lab.ts'

const faults: Readonly<Record<string, string>> = {
  partition: 'Partitions',
  'one-way': 'One-way cuts',
  loss: 'Lost messages',
  delay: 'Late messages',
  duplicate: 'Doubled messages',
  kill: 'Killed nodes',
  'torn-writes': 'Torn writes',
  pause: 'Paused nodes',
  clock: 'Wrong clocks',
}

/** Runs follow each other within minutes. */
export const whenWords = (at: string): string =>
  new Date(at).toLocaleString('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Rust is the lab's alone. */
export const languageWords = (language: string): string => (language === 'rust' ? 'Rust' : languageName(language))

export const faultWords = (name: string): string => faults[name] ?? sentence(name)

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Those who read last are named by their node. */
const named = (text: string): string => text.replace(/\blast (n\d+) \d+(?:\.\d+)?\b/g, 'the last reader of $1')

/** What the lab says, as a sentence. */
export function explanationWords(text: string): string {
  const words = named(text.trim())
  // Clients and nodes keep their names.
  const whole = /^[cn]\d/.test(words) ? words : sentence(words)
  return whole === '' || /[.!?]$/.test(whole) ? whole : `${whole}.`
}

const stages: Readonly<Record<string, string>> = {
  building: 'Building the program',
  starting: 'Starting the nodes',
  running: 'Clients ask, faults come and go',
  checking: 'Checking what clients saw',
  shrinking: 'Looking for a smaller run that goes wrong',
}

export function stageWords(run: Run | undefined, stage: string): string {
  if (run === undefined) return 'Asking for a run'
  if (run.status === 'waiting') return run.ahead > 0 ? `Waiting: ${run.ahead} before you` : 'Waiting for its turn'
  return stages[stage] ?? 'Starting'
}

export type Mood = 'good' | 'bad' | 'open'

export function verdictOf({ status, valid }: Pick<Run, 'status' | 'valid'>): { readonly words: string; readonly mood: Mood } {
  if (status === 'failed') return { words: 'It could not be run', mood: 'bad' }
  if (status === 'cancelled') return { words: 'Stopped', mood: 'open' }
  if (status === 'waiting') return { words: 'Waiting', mood: 'open' }
  if (status === 'running') return { words: 'Running', mood: 'open' }
  if (valid === true) return { words: 'Passed', mood: 'good' }
  if (valid === false) return { words: 'Failed', mood: 'bad' }
  return { words: 'No verdict', mood: 'open' }
}

const failures: Readonly<Record<string, string>> = {
  gave_up: 'Each machine that took it up ended with it.',
  unavailable: 'Its machines were lost, or there are none for it just now.',
  invalid: 'The program could not be taken.',
}

export const failureWords = (code: string | null): string => failures[code ?? ''] ?? 'Something went wrong on our side. Run it again.'

/** As in "c1 asked n2: read → [1, 2]". */
export function operationWords({ process, node, f, key, asked, outcome, answered }: Operation): string {
  const what = `${f}${key === '' ? '' : ` ${key}`}${asked === '' || asked === 'null' ? '' : ` ${asked}`}`
  const nothing = f === 'read' ? 'nothing' : 'done'
  const came = outcome === 'ok' ? (answered === '' || answered === 'null' ? nothing : answered) : outcome === 'fail' ? 'refused' : 'no answer'
  return `${named(process)} asked ${node === '' ? 'a node' : node}: ${what} → ${came}`
}

/** As in "no fault", "one node", "5 operations". */
export const counted = (count: number, thing: string): string =>
  count === 0 ? `no ${thing}` : count === 1 ? `one ${thing}` : `${count.toLocaleString('en')} ${thing}s`

export const figureNames: Readonly<Record<keyof Statistics, string>> = {
  operations: 'Operations',
  ok: 'Answered',
  failed: 'Refused',
  unknown: 'Without an answer',
  availability: 'Availability',
  messages: 'Messages between nodes',
  bytes: 'Bytes between nodes',
  messagesPerOperation: 'Messages per operation',
  medianMs: 'Half are answered within',
  p95Ms: '95 of 100 within',
  p99Ms: '99 of 100 within',
  maxMs: 'The slowest',
  faultsTaken: 'Faults that took effect',
}

export function figureWords(name: keyof Statistics, value: number | null): string {
  if (value === null) return '–'
  if (name === 'availability') return `${(value * 100).toFixed(1)} %`
  if (name.endsWith('Ms')) return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
  if (name === 'messagesPerOperation') return value.toFixed(2)
  if (name === 'bytes') return bytesWords(value)
  return Math.round(value).toLocaleString('en')
}

function bytesWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Text with `code` in it, in parts. */
export function codeParts(text: string): readonly { readonly code: boolean; readonly text: string }[] {
  return text.split('`').map((part, index) => ({ code: index % 2 === 1, text: part }))
}
