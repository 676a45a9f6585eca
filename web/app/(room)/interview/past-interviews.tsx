'use client'
/** The interviews before: how they went, and the way back into one that still goes on. */
import Link from 'next/link'
import { useState } from 'react'
import { http } from '../../../api/gateway.ts'
import type { Interview } from '../../../interview/interview.ts'
import { interviewKeys, openInterviews } from '../../../interview/interviews.ts'
import { bandWords, languageName, stageWords } from '../../../interview/words.ts'
import { paths } from '../../../paths.ts'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'

const pageSize = 10

export function PastInterviews() {
  const [interviews] = useState(() => openInterviews(http))
  const pages = usePages({
    queryKey: interviewKeys.list,
    read: (cursor, signal) => interviews.list({ cursor, limit: pageSize }, signal),
  })
  return (
    <section aria-labelledby="past" className="border-t border-line pt-8 lg:border-0 lg:pt-0">
      <h2 id="past" className="text-xl">
        Your interviews
      </h2>
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Your interviews are being fetched." rows={2} />}
        nothing={<p className="mt-3 text-muted">None yet. Afterwards each is here, to be looked at moment by moment and compared.</p>}
      >
        {(items) => (
          <ul className="mt-2 divide-y divide-line">
            {items.map((interview) => (
              <li key={interview.id}>
                <PastInterview interview={interview} />
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </section>
  )
}

function PastInterview({ interview }: { readonly interview: Interview }) {
  const { id, problem, status, startedAt, language } = interview
  const running = status === 'in_progress'
  const words = (
    <>
      <span className="block font-display text-lg leading-snug decoration-quint decoration-2 underline-offset-4 group-hover:underline">
        {problem?.title ?? 'A problem of your own'}
      </span>
      <span className="mt-1 block text-sm text-muted">
        <time dateTime={startedAt}>{new Date(startedAt).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' })}</time>
        {` · ${languageName(language)} · `}
        <span className={running ? 'font-semibold text-accent' : 'font-semibold text-ink'}>{standing(interview)}</span>
      </span>
    </>
  )
  const look = 'group block py-4'
  // The room has a policy of its own, for its editor: its page is loaded anew.
  return running ? (
    <a href={paths.interview(id)} className={look}>
      {words}
    </a>
  ) : (
    <Link href={paths.interviewReplay(id)} className={look}>
      {words}
    </Link>
  )
}

function standing({ status, stage, band }: Interview): string {
  if (status === 'in_progress') return `goes on: ${stageWords[stage].toLowerCase()}`
  if (status === 'abandoned') return 'left early'
  return band === '' ? 'summary is being written' : bandWords[band]
}
