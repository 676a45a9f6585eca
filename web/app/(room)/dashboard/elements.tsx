/** The four asked elements side by side: a shape to see at once, a table to read, the way of the last ten sessions. */
import type { Dashboard } from '../../../api/gateway.ts'
import type { Element } from '../../../coach/coach-client.ts'
import { askedElements, elementWords } from '../../../coach/element.ts'
import { ElementName } from '../../../coach/element-icon.tsx'
import { points, polygon, radarPoint } from './chart.ts'

const radius = 92
const rings = [1 / 3, 2 / 3, 1]

export function Elements({ dashboard }: { readonly dashboard: Dashboard }) {
  return (
    <div className="mt-6 grid items-center gap-x-16 gap-y-8 md:grid-cols-[20rem_1fr]">
      <Radar words={askedElements.map((element) => dashboard.elements[element]?.averageWords ?? 0)} />
      <ElementTable dashboard={dashboard} />
    </div>
  )
}

function Radar({ words }: { readonly words: readonly number[] }) {
  const most = Math.max(1, ...words)
  const shares = words.map((count) => count / most)
  return (
    <svg
      viewBox="-142 -116 284 232"
      role="img"
      aria-label="Average words of an answer by element. The table has the numbers."
      className="mx-auto w-full max-w-80"
    >
      {rings.map((ring) => (
        <polygon
          key={ring}
          points={polygon(
            askedElements.map(() => ring),
            radius,
          )}
          className="fill-none stroke-line"
          strokeWidth="1"
        />
      ))}
      <polygon points={polygon(shares, radius)} className="fill-quint/15 stroke-quint" strokeWidth="2" strokeLinejoin="round" />
      {askedElements.map((element, index) => (
        <RadarCorner key={element} element={element} index={index} share={shares[index] ?? 0} />
      ))}
    </svg>
  )
}

function RadarCorner({ element, index, share }: { readonly element: Element; readonly index: number; readonly share: number }) {
  const [x, y] = radarPoint(index, { of: askedElements.length, radius: radius * share })
  const [labelX, labelY] = radarPoint(index, { of: askedElements.length, radius: radius + 14 })
  const anchor = Math.abs(labelX) < 1 ? 'middle' : labelX > 0 ? 'start' : 'end'
  return (
    <g data-element={element}>
      <circle cx={x} cy={y} r="4.5" className="fill-accent" />
      <text x={labelX} y={labelY + 5} textAnchor={anchor} className="fill-accent text-[0.875rem] font-semibold">
        {elementWords[element].name}
      </text>
    </g>
  )
}

function ElementTable({ dashboard }: { readonly dashboard: Dashboard }) {
  const { quintessence } = dashboard
  return (
    <div className="min-w-0">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">Each element over your sessions</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 pr-4 font-normal">
              Element
            </th>
            <th scope="col" className="py-2 pr-3 text-right sm:pr-8 font-normal">
              Words an answer
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              Last ten sessions
            </th>
          </tr>
        </thead>
        <tbody>
          {askedElements.map((element) => (
            <Row
              key={element}
              element={element}
              value={Math.round(dashboard.elements[element]?.averageWords ?? 0).toString()}
              trend={dashboard.elements[element]?.trend ?? []}
            />
          ))}
          {quintessence === null ? null : (
            <Row
              element="quintessence"
              value={`${quintessence.averageAdditions.toFixed(1)}`}
              unit="new thoughts in a last word"
              trend={quintessence.trend}
            />
          )}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly element: Element
  readonly value: string
  readonly unit?: string
  readonly trend: readonly number[]
}

function Row({ element, value, unit, trend }: RowProps) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="py-2.5 pr-4 font-normal">
        <ElementName element={element} />
        {unit === undefined ? null : <span className="block text-sm leading-tight text-muted">{unit}</span>}
      </th>
      <td className="py-2.5 pr-3 text-right sm:pr-8 tabular-nums">{value}</td>
      <td className="py-2.5 text-right">
        <Sparkline element={element} trend={trend} />
      </td>
    </tr>
  )
}

function Sparkline({ element, trend }: { readonly element: Element; readonly trend: readonly number[] }) {
  if (trend.length < 2) return <span className="text-sm text-muted">from two sessions on</span>
  return (
    <span data-element={element} className="inline-block align-middle">
      <span className="sr-only">{trend.map((value) => Math.round(value)).join(', ')}</span>
      <svg viewBox="-3 -3 106 34" aria-hidden="true" className="block h-8 w-18 text-accent sm:w-26">
        <polyline
          points={points(trend, { width: 100, height: 28 })}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  )
}
