'use client'
/** Lines over a number, with the same figures as a table behind them. */
import type { Chart as Given } from '../api/design.ts'

const width = 640
const height = 240
const inset = { left: 52, right: 14, top: 14, bottom: 34 }
const looks = ['stroke-[var(--quint)]', 'stroke-[var(--fire)]', 'stroke-[var(--water)]', 'stroke-[var(--air)]', 'stroke-[var(--earth)]'] as const
const marks = ['bg-[var(--quint)]', 'bg-[var(--fire)]', 'bg-[var(--water)]', 'bg-[var(--air)]', 'bg-[var(--earth)]'] as const
const dashes = ['', '[stroke-dasharray:7_4]', '[stroke-dasharray:2_4]', '[stroke-dasharray:10_3_2_3]', '[stroke-dasharray:4_2]'] as const

function rangeOf(values: readonly number[], fromZero: boolean): readonly [number, number] {
  const finite = values.filter(Number.isFinite)
  const least = fromZero ? Math.min(0, ...finite) : Math.min(...finite)
  const most = Math.max(...finite)
  return [least, most === least ? least + 1 : most]
}

const shown = (value: number): string => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100))

export function Chart({ chart }: { readonly chart: Given }) {
  const all = chart.series.flatMap(({ points }) => points)
  if (all.length < 2) return null
  const [left, right] = rangeOf(
    all.map(([x]) => x),
    false,
  )
  const [low, high] = rangeOf(
    all.map(([, y]) => y),
    true,
  )
  const xOf = (x: number): number => inset.left + ((x - left) / (right - left)) * (width - inset.left - inset.right)
  const yOf = (y: number): number => height - inset.bottom - ((y - low) / (high - low)) * (height - inset.top - inset.bottom)
  const steps = [0, 0.25, 0.5, 0.75, 1]
  return (
    <figure className="min-w-0">
      <figcaption className="font-semibold">{chart.title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={chart.title} className="mt-2 w-full">
        {steps.map((part) => {
          const value = low + part * (high - low)
          return (
            <g key={part}>
              <line x1={inset.left} x2={width - inset.right} y1={yOf(value)} y2={yOf(value)} className="stroke-line" />
              <text x={inset.left - 7} y={yOf(value) + 4} textAnchor="end" className="fill-muted text-[12px]">
                {shown(value)}
              </text>
            </g>
          )
        })}
        {steps.map((part) => (
          <text
            key={part}
            x={xOf(left + part * (right - left))}
            y={height - inset.bottom + 17}
            textAnchor="middle"
            className="fill-muted text-[12px]"
          >
            {shown(left + part * (right - left))}
          </text>
        ))}
        <text x={width - inset.right} y={height - 3} textAnchor="end" className="fill-muted text-[12px]">
          {chart.x}
        </text>
        {chart.series.map(({ name: line, points }, at) => (
          <polyline
            key={line}
            points={points
              .filter(([, y]) => Number.isFinite(y))
              .map(([x, y]) => `${xOf(x)},${yOf(y)}`)
              .join(' ')}
            className={`fill-none stroke-2 ${looks[at % looks.length]} ${dashes[at % dashes.length]}`}
          />
        ))}
      </svg>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        {chart.series.map(({ name: line }, at) => (
          <span key={line} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-full ${marks[at % marks.length]}`} />
            {line}
          </span>
        ))}
        <span>{chart.y}</span>
      </p>
      <Table chart={chart} />
    </figure>
  )
}

const mostRows = 60

function Table({ chart }: { readonly chart: Given }) {
  const xs = [...new Set(chart.series.flatMap(({ points }) => points.map(([x]) => x)))].toSorted((one, other) => one - other).slice(0, mostRows)
  return (
    <details className="mt-1 text-sm">
      <summary className="text-muted">As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section aria-label={`${chart.title}, as a table`} tabIndex={0} className="mt-2 max-h-64 overflow-auto">
        <table className="w-full text-right">
          <thead>
            <tr>
              <th scope="col" className="pr-3 font-semibold">
                {chart.x}
              </th>
              {chart.series.map(({ name }) => (
                <th key={name} scope="col" className="pr-3 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {xs.map((x) => (
              <tr key={x}>
                <td className="pr-3">{shown(x)}</td>
                {chart.series.map(({ name, points }) => {
                  const y = points.find(([at]) => at === x)?.[1]
                  return (
                    <td key={name} className="pr-3">
                      {y === undefined ? '' : shown(y)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
