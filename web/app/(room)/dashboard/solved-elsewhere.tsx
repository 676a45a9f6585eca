'use client'
/** What the learner has solved on other sites, as far as it was brought along. */
import { useQuery } from '@tanstack/react-query'
import { type ImportedSubmission, learning } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'

const shown = 4
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const siteNames: Readonly<Record<string, string>> = { leetcode: 'LeetCode', hackerrank: 'HackerRank' }

export interface SolvedElsewhereProps {
  /** Before the first session: what was brought along shows, and that nothing was is not yet worth a word. */
  readonly first: boolean
}

/** Beside the point of the page: when it cannot be had, it is not there. */
export function SolvedElsewhere({ first }: SolvedElsewhereProps) {
  const imports = useQuery({ queryKey: keys.imports, queryFn: ({ signal }) => learning.imports(shown + 1, signal) })
  if (imports.data === undefined) return null
  const { items } = imports.data
  if (first && items.length === 0) return null
  return (
    <section aria-labelledby="elsewhere" className="mt-16">
      <h2 id="elsewhere" className="text-xl">
        Solved elsewhere
      </h2>
      {items.length === 0 ? (
        <p className="mt-2 max-w-[60ch] text-muted">
          Nothing brought along yet. The browser extension fetches what you have solved on LeetCode, when you ask it to.
        </p>
      ) : (
        <ul className="mt-3 grid gap-x-10 sm:grid-cols-2">
          {items.slice(0, shown).map((submission) => (
            <Solved key={submission.id} submission={submission} />
          ))}
        </ul>
      )}
      {items.length > shown ? <p className="mt-2 text-sm text-muted">And more, all in your export.</p> : null}
    </section>
  )
}

function Solved({ submission }: { readonly submission: ImportedSubmission }) {
  const { title, site, language, acceptedAt } = submission
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2">
      <span className="min-w-0">{title}</span>
      <span className="text-sm text-muted">
        {siteNames[site] ?? site}, {language}, <time dateTime={acceptedAt}>{day.format(new Date(acceptedAt))}</time>
      </span>
    </li>
  )
}
