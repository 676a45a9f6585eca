'use client'
/** Retention and load, as bars and as a table. */
import { keys } from '../../../api/keys.ts'
import { reviews } from '../../../api/plans.ts'
import { shortDay } from '../../../plan/words.ts'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'

export function ReviewCharts() {
  const { data } = useLearnerQuery({ queryKey: keys.figures, queryFn: ({ signal }) => reviews.figures(signal) })
  if (data === undefined || data.cards === 0) return null
  const remembered =
    data.retention === null ? 'Too early to say how much you remember.' : `Of the last 30 days you remembered ${Math.round(data.retention * 100)} %.`
  return (
    <section aria-labelledby="memory" className="mt-14 border-t border-line pt-8">
      <h2 id="memory" className="text-xl">
        What comes back, and what stays
      </h2>
      <p className="mt-2 text-muted">
        {data.cards} {data.cards === 1 ? 'problem comes' : 'problems come'} back. {remembered}
      </p>
      <div className="mt-6 grid gap-8 md:grid-cols-2">
        <Bars title="Due in the next 30 days" bars={data.coming.map(({ day, reviews: count }) => ({ day, count, part: count }))} />
        <Bars title="Graded, and remembered" bars={data.past.slice(-30).map(({ day, reviews: count, remembered: part }) => ({ day, count, part }))} />
      </div>
    </section>
  )
}

interface Bar {
  readonly day: string
  readonly count: number
  /** Of them, drawn full. */
  readonly part: number
}

const [width, height] = [320, 96]

function Bars({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const step = width / Math.max(12, bars.length)
  const tall = (count: number): number => (count / most) * (height - 4)
  return (
    <figure className="min-w-0">
      <figcaption className="font-semibold">{title}</figcaption>
      {bars.length === 0 ? (
        <p className="mt-2 text-muted">Nothing yet.</p>
      ) : (
        <>
          <svg
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`${title}: ${bars.length} days, at most ${most} a day`}
            className="mt-3 w-full"
          >
            {bars.map(({ day, count, part }, index) => (
              <g key={day}>
                <rect x={index * step + 1} y={height - tall(count)} width={step - 2} height={tall(count)} rx="2" className="fill-line" />
                <rect x={index * step + 1} y={height - tall(part)} width={step - 2} height={tall(part)} rx="2" className="fill-quint" />
              </g>
            ))}
          </svg>
          <details className="mt-2 text-sm">
            <summary className="cursor-pointer text-muted">As a table</summary>
            <table className="mt-2 w-full text-left">
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">Reviews</th>
                </tr>
              </thead>
              <tbody>
                {bars.map(({ day, count, part }) => (
                  <tr key={day}>
                    <td>{shortDay(day)}</td>
                    <td>{count === part ? count : `${part} of ${count}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  )
}
