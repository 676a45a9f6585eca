/** What was measured, as lines that can be drawn. */
import type { ChaosResult } from '../trial.ts'
import type { Seen } from './figures.ts'
import type { Chart } from './report.ts'

type Line = Chart['series'][number]

export function chartsOf(seen: Seen, predictedRps: number): readonly Chart[] {
  return [...throughput(seen, predictedRps), ...latencies(seen), ...seen.chaos.map(felt)]
}

function throughput({ steps }: Seen, predictedRps: number): readonly Chart[] {
  const of = (replicas: 'all' | 'one', name: string): Line => ({
    name,
    points: steps
      .filter((step) => step.replicas === replicas)
      .map(({ rps, throughputRps }) => [rps, throughputRps] as const)
      .toSorted(byX),
  })
  const most = Math.max(0, ...steps.map(({ rps }) => rps))
  const lines = [of('all', 'all replicas'), of('one', 'one replica of each service')].filter(({ points }) => points.length > 0)
  if (lines.length === 0) return []
  const predicted: Line = {
    name: 'predicted',
    points: [
      [0, 0],
      [Math.min(most, predictedRps), Math.min(most, predictedRps)],
      [most, Math.min(most, predictedRps)],
    ],
  }
  return [
    {
      id: 'throughput',
      title: 'Answered a second, by requests a second',
      x: 'requests a second',
      y: 'answered a second',
      series: [...lines, predicted],
    },
  ]
}

function latencies({ steps }: Seen): readonly Chart[] {
  const all = steps.filter(({ replicas }) => replicas === 'all').toSorted((one, other) => one.rps - other.rps)
  if (all.length === 0) return []
  const of = (name: string, value: (step: (typeof all)[number]) => number): Line => ({
    name,
    points: all.map((step) => [step.rps, value(step)] as const),
  })
  const series = [
    of('p50', ({ p50Ms }) => p50Ms),
    of('p95', ({ p95Ms }) => p95Ms),
    of('p99', ({ p99Ms }) => p99Ms),
    of('p99.9', ({ p999Ms }) => p999Ms),
  ]
  return [{ id: 'latency', title: 'Latency from when a request was due', x: 'requests a second', y: 'ms', series }]
}

/** Seconds from the blow. */
function felt({ fault, title, series }: ChaosResult): Chart {
  return {
    id: `fault-${fault}`,
    title,
    x: 'seconds from the blow',
    y: 'requests a second',
    series: [
      { name: 'asked', points: series.map(({ ms, rps }) => [ms / 1000, rps] as const) },
      { name: 'failed', points: series.map(({ ms, failed }) => [ms / 1000, failed * 4] as const) },
    ],
  }
}

function byX([one]: readonly [number, number], [other]: readonly [number, number]): number {
  return one - other
}
