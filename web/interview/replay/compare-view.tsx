/** Two interviews beside each other: what changed in the judgement, in the figures, in the code. */
import Link from 'next/link'
import { paths } from '../../paths.ts'
import type { Replay } from '../interviews.ts'
import { Scrolling } from '../scrolling.tsx'
import { CodeFilm } from './code-film.tsx'
import { figures, lastCode } from './figures.ts'

export function CompareView({ attempts }: { readonly attempts: readonly Replay[] }) {
  const ordered = attempts.toSorted((a, b) => a.interview.startedAt.localeCompare(b.interview.startedAt))
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Two interviews, side by side</h1>
      <Scrolling label="Figures" className="mt-8 overflow-x-auto">
        <table className="w-full text-left">
          <thead>
            <tr className="align-bottom">
              <td />
              {ordered.map(({ interview }) => (
                <th key={interview.id} scope="col" className="pb-3 pr-4 font-normal">
                  <Link
                    href={paths.interviewReplay(interview.id)}
                    className="font-display text-lg underline decoration-line decoration-2 underline-offset-4"
                  >
                    {interview.problem?.title ?? 'A problem of your own'}
                  </Link>
                  <span className="block text-sm text-muted">
                    {new Date(interview.startedAt).toLocaleString('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures(ordered).map(({ name, values }) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="py-2.5 pr-4 font-normal text-muted">
                  {name}
                </th>
                {ordered.map(({ interview }, index) => (
                  <td key={interview.id} className={`py-2.5 pr-4 ${values[index] === values[0] ? '' : 'font-semibold'}`}>
                    {values[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <h2 className="mt-12 text-xl">The last code of each</h2>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        {ordered.map((attempt) => {
          const code = lastCode(attempt)
          return code === undefined ? (
            <p key={attempt.interview.id} className="rounded-card border border-line bg-surface px-4 py-6 text-muted">
              No code was written.
            </p>
          ) : (
            <CodeFilm key={attempt.interview.id} {...code} />
          )
        })}
      </div>
    </>
  )
}
