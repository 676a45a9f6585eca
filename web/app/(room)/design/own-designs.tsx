'use client'
/** The learner's submissions, the latest first. */
import Link from 'next/link'
import { design, type Submission } from '../../../api/design.ts'
import { outcomeWords } from '../../../design/words.ts'
import { paths } from '../../../paths.ts'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'

export function OwnDesigns() {
  const pages = usePages({ queryKey: ['design', 'submissions'], read: (cursor, signal) => design.submissions(undefined, cursor, signal) })
  return (
    <section aria-labelledby="own" className="mt-12">
      <h2 id="own" className="text-xl">
        Your designs
      </h2>
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Your designs are being fetched." rows={2} />}
        nothing={<p className="mt-3 text-muted">None yet. What you deploy stays here with its report, to be compared with the next attempt.</p>}
      >
        {(items) => (
          <ul className="mt-2 divide-y divide-line">
            {items.map((one) => (
              <li key={one.id}>
                <Row submission={one} />
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </section>
  )
}

function Row({ submission }: { readonly submission: Submission }) {
  const { id, problemTitle, attempt, createdAt } = submission
  return (
    <Link href={paths.designRun(id)} className="group flex flex-wrap items-baseline justify-between gap-x-4 py-3">
      <span className="font-display text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">
        {problemTitle} <span className="font-sans text-base text-muted">attempt {attempt}</span>
      </span>
      <span className="text-sm text-muted">
        <span className="font-semibold text-ink">{outcomeWords(submission)}</span>
        {' · '}
        <time dateTime={createdAt}>{new Date(createdAt).toLocaleDateString('en', { day: 'numeric', month: 'short' })}</time>
      </span>
    </Link>
  )
}
