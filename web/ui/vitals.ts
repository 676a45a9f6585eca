/** Which web vitals a page reports, and as what: a sample of page loads, each under the part of the app that it is in. */

/** One page load in ten: enough for a 75th percentile, and quiet. */
const share = 0.1

export type Page = 'home' | 'account' | 'dashboard' | 'coach' | 'sessions' | 'other'

export interface Vital {
  readonly name: 'LCP' | 'INP' | 'FCP' | 'TTFB' | 'CLS'
  readonly value: number
  readonly page: Page
}

const names: ReadonlySet<string> = new Set<Vital['name']>(['LCP', 'INP', 'FCP', 'TTFB', 'CLS'])

const pages: readonly (readonly [RegExp, Page])[] = [
  [/^\/$/, 'home'],
  [/^\/(signin|signup|verify|reset|settings)(\/|$)/, 'account'],
  [/^\/dashboard(\/|$)/, 'dashboard'],
  [/^\/coach(\/|$)/, 'coach'],
  [/^\/sessions(\/|$)/, 'sessions'],
]

/** @param chance from 0 to 1, drawn once a page load. */
export function isReporting(chance: number): boolean {
  return chance < share
}

/** Undefined for what no dashboard shows. Nothing of an address but its part of the app goes along. */
export function toVital(metric: { readonly name: string; readonly value: number }, pathname: string): Vital | undefined {
  if (!names.has(metric.name) || !Number.isFinite(metric.value)) return undefined
  const page = pages.find(([pattern]) => pattern.test(pathname))?.[1] ?? 'other'
  return { name: metric.name as Vital['name'], value: Math.max(0, metric.value), page }
}
