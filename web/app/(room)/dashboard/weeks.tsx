/** How the answers have grown, week by week: a line for each element, and the same as a table. */
import type { Week } from '../../../api/gateway.ts'
import { type AskedElement, askedElements, elementWords } from '../../../coach/element.ts'
import { ElementIcon, ElementName } from '../../../coach/element-icon.tsx'
import { apart, type Box, linePoints, ticks } from './chart.ts'

/** Drawn apart for a phone, where a wide drawing made small could not be read. */
const wide = { width: 620, height: 180 }
const narrow = { width: 232, height: 150 }
const room = { left: 34, top: 12, right: 96, bottom: 28 }
const labelApart = 18
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function Weeks({ weeks }: { readonly weeks: readonly Week[] }) {
  if (weeks.length < 2) return <p className="mt-4 text-muted">From the second week with a finished session on, you see here how your answers grow.</p>
  return (
    <>
      <div className="hidden sm:block">
        <WeeksChart weeks={weeks} box={wide} />
      </div>
      <div className="sm:hidden">
        <WeeksChart weeks={weeks} box={narrow} />
      </div>
      <details className="mt-2">
        <summary className="w-fit py-1 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          The same as a table
        </summary>
        <WeeksTable weeks={weeks} />
      </details>
    </>
  )
}

function WeeksChart({ weeks, box }: { readonly weeks: readonly Week[]; readonly box: Box }) {
  const steps = ticks(Math.max(...weeks.flatMap(({ averageWords }) => Object.values(averageWords))))
  const top = steps.at(-1) ?? 1
  const y = (words: number): number => box.height - (words / top) * box.height
  const first = weeks.at(0)
  const last = weeks.at(-1)
  const labels = apart(
    askedElements.map((element) => y(last?.averageWords[element] ?? 0)),
    labelApart,
  )
  return (
    <div className="mt-4 overflow-hidden">
      <svg
        viewBox={`${-room.left} ${-room.top} ${box.width + room.left + room.right} ${box.height + room.top + room.bottom}`}
        role="img"
        aria-label={`Words an answer by element over ${weeks.length} weeks. The table below has the numbers.`}
        className="h-auto w-full max-w-3xl"
      >
        {steps.map((step) => (
          <g key={step}>
            <line x1={0} x2={box.width} y1={y(step)} y2={y(step)} className="stroke-line" strokeWidth="1" />
            <text x={-8} y={y(step) + 4.5} textAnchor="end" className="fill-muted text-[0.8125rem] tabular-nums">
              {step}
            </text>
          </g>
        ))}
        {[first, last].map((week, index) => (
          <text
            key={week?.monday}
            x={index * box.width}
            y={box.height + 22}
            textAnchor={index === 0 ? 'start' : 'end'}
            className="fill-muted text-[0.8125rem]"
          >
            {week === undefined ? '' : weekName(week)}
          </text>
        ))}
        {askedElements.map((element, index) => (
          <Line
            key={element}
            box={box}
            element={element}
            values={weeks.map(({ averageWords }) => averageWords[element])}
            top={top}
            labelY={labels[index] ?? 0}
          />
        ))}
      </svg>
    </div>
  )
}

interface LineProps {
  readonly box: Box
  readonly element: AskedElement
  readonly values: readonly number[]
  readonly top: number
  readonly labelY: number
}

function Line({ box, element, values, top, labelY }: LineProps) {
  const places = linePoints(values, box, top)
  return (
    <g data-element={element}>
      <polyline points={places.join(' ')} className="fill-none stroke-accent" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
      {places.map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="3.5" className="fill-accent" />
      ))}
      <g transform={`translate(${box.width + 12} ${labelY - 8})`} className="text-accent">
        <svg width="16" height="16" viewBox="0 0 24 24" aria-hidden="true" className="overflow-visible">
          <ElementIcon element={element} className="size-6" />
        </svg>
        <text x={22} y={13} className="fill-accent text-[0.875rem] font-semibold">
          {elementWords[element].name}
        </text>
      </g>
    </g>
  )
}

function WeeksTable({ weeks }: { readonly weeks: readonly Week[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section aria-label="Words an answer by week" tabIndex={0} className="mt-3 overflow-x-auto">
      <table className="w-full border-collapse text-left tabular-nums">
        <caption className="sr-only">Words an answer by week and element, and new thoughts in a last word</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <Column name="Week of" />
            <Column name="Sessions" />
            {askedElements.map((element) => (
              <th key={element} scope="col" className="px-3 py-2 text-right font-normal">
                <ElementName element={element} />
              </th>
            ))}
            <Column name="New thoughts" />
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.monday} className="border-b border-line last:border-0">
              <th scope="row" className="whitespace-nowrap py-2 pr-3 font-normal">
                {weekName(week)}
              </th>
              <td className="px-3 py-2 text-right">{week.sessions}</td>
              {askedElements.map((element) => (
                <td key={element} className="px-3 py-2 text-right">
                  {Math.round(week.averageWords[element])}
                </td>
              ))}
              <td className="py-2 pl-3 text-right">{week.averageAdditions.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Column({ name }: { readonly name: string }) {
  return (
    <th scope="col" className={`py-2 font-normal ${name === 'Week of' ? 'pr-3' : 'whitespace-nowrap px-3 text-right last:pr-0'}`}>
      {name}
    </th>
  )
}

function weekName({ monday }: Week): string {
  return day.format(new Date(`${monday}T00:00:00Z`))
}
