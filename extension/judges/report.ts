/** What happened when problems were read, to copy into a report of a fault: no answer, no code, no token, no account. */
import type { Attempt } from './chain.ts'
import type { Place } from './place.ts'

export interface ReadingRecord {
  /** RFC 3339. */
  readonly at: string
  readonly page: string
  readonly attempts: readonly Attempt[]
}

export interface ReportFacts {
  readonly version: string
  readonly browser: string
  readonly server: string
  readonly allowed: boolean
  readonly signedIn: boolean
  readonly readings: readonly ReadingRecord[]
}

/** Of a page that is no judge's nothing is told. */
export function pageName(place: Place): string {
  switch (place.kind) {
    case 'practice':
      return `${place.host} ${place.slug}`
    case 'refused':
      return `${place.host} (${place.reason})`
    case 'elsewhere':
      return 'another site'
  }
}

/** The reader that had the problem. */
export function winnerOf(attempts: readonly Attempt[]): string | undefined {
  return attempts.find(({ outcome }) => outcome === 'found')?.reader
}

export function reportText({ version, browser, server, allowed, signedIn, readings }: ReportFacts): string {
  const lines = [
    `Quint extension ${version}`,
    `Browser: ${browser}`,
    `Server: ${server} (${allowed ? 'allowed' : 'not allowed'}, ${signedIn ? 'signed in' : 'signed out'})`,
    ...readings.flatMap(({ at, page, attempts }) => ['', `${at} ${page}`, ...linesOf(attempts)]),
  ]
  return lines.join('\n')
}

function linesOf(attempts: readonly Attempt[]): readonly string[] {
  if (attempts.length === 0) return ['  nothing was read']
  return attempts.map(({ reader, outcome, durationMs }) => `  ${reader}: ${outcome} (${durationMs} ms)`)
}
