/** Two attempts beside each other, figure by figure. */
import type { Compared, Figures } from './report.ts'
import { faultWords } from './verdicts.ts'

interface Row {
  readonly title: string
  readonly of: (figures: Figures) => number | null | undefined
  readonly unit: string
  readonly better: 'more' | 'less'
  /** A smaller part of the figure than this is noise. */
  readonly noise: number
}

const rows: readonly Row[] = [
  {
    title: 'Checks that passed',
    of: ({ functionalPassed, functionalAsked }) => (functionalAsked === 0 ? null : Math.round((1000 * functionalPassed) / functionalAsked) / 10),
    unit: '%',
    better: 'more',
    noise: 0,
  },
  { title: 'Requests a second', of: ({ saturationRps }) => saturationRps, unit: '/s', better: 'more', noise: 0.1 },
  { title: 'Latency, 99 of 100', of: ({ p99Ms }) => p99Ms, unit: 'ms', better: 'less', noise: 0.2 },
  {
    title: 'Cache hits',
    of: ({ cacheHitRate }) => (cacheHitRate === null ? null : Math.round(cacheHitRate * 100)),
    unit: '%',
    better: 'more',
    noise: 0.05,
  },
  { title: 'Acknowledged writes lost', of: ({ lostWrites }) => lostWrites, unit: '', better: 'less', noise: 0 },
  { title: 'Cost a month', of: ({ costUsdMonth }) => costUsdMonth, unit: 'USD', better: 'less', noise: 0 },
]
/** A quarter of a second is the smallest outage that can be told. */
const leastMs = 250

export function comparedOf(before: Figures, now: Figures): readonly Compared[] {
  const faults = Object.keys(now.outagesMs).filter((fault) => before.outagesMs[fault] !== undefined)
  const outages = faults.map(
    (fault): Row => ({ title: `Outage: ${faultWords(fault)}`, of: ({ outagesMs }) => outagesMs[fault], unit: 'ms', better: 'less', noise: 0 }),
  )
  return [...rows, ...outages].flatMap((row) => comparedBy(row, before, now))
}

function comparedBy({ title, of, unit, better, noise }: Row, before: Figures, now: Figures): readonly Compared[] {
  const [old, own] = [of(before), of(now)]
  if (old === undefined || old === null || own === undefined || own === null) return []
  const said = (value: number): string => `${value} ${unit}`.trim()
  const least = Math.max(noise * Math.abs(old), unit === 'ms' && noise === 0 ? leastMs : 0)
  const change = Math.abs(own - old) <= least ? 'same' : own > old === (better === 'more') ? 'better' : 'worse'
  return [{ title, before: said(old), now: said(own), change }]
}
