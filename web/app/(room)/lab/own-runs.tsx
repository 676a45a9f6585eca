'use client'
/** The learner's runs over all workloads, newest first. */
import { useQuery } from '@tanstack/react-query'
import { lab } from '../../../api/lab.ts'
import { labKeys } from '../../../lab/lab-keys.ts'
import { RunLine } from '../../../lab/run-line.tsx'
import { paths } from '../../../paths.ts'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'

export function OwnRuns() {
  const lessons = useQuery({ queryKey: labKeys.lessons, queryFn: ({ signal }) => lab.lessons(signal), staleTime: 600_000 })
  const pages = usePages({ queryKey: labKeys.runs, read: (cursor, signal) => lab.list({ cursor }, signal) })
  const lessonOf = (workload: string) => lessons.data?.find((one) => one.workload === workload)
  return (
    <section aria-labelledby="runs" className="mt-14">
      <h2 id="runs" className="text-xl">
        Your runs
      </h2>
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Your runs are being fetched." rows={3} />}
        nothing={<p className="mt-3 text-muted">None yet. Choose a lesson: it comes with a node to begin with.</p>}
      >
        {(runs) => (
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {runs.map((run) => {
              const lesson = lessonOf(run.workload)
              const name = lesson?.title ?? run.workload
              return (
                <li key={run.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
                  {lesson === undefined ? (
                    <span>{name}</span>
                  ) : (
                    <a
                      href={paths.labLesson(lesson.slug, run.id)}
                      className="underline decoration-line decoration-2 underline-offset-4 hover:decoration-current"
                    >
                      {name}
                    </a>
                  )}
                  <RunLine run={run} />
                </li>
              )
            })}
          </ul>
        )}
      </Pages>
    </section>
  )
}
