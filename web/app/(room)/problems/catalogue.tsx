'use client'
/** The catalogue: search, filters, and a problem of one's own. */
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { type Problem, type ProblemQuery, problems } from '../../../api/plans.ts'
import { paths } from '../../../paths.ts'
import { difficulties, problemsPath, sources } from '../../../plan/problem-query.ts'
import { minuteWords, topicWord, topicWords } from '../../../plan/words.ts'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Pages, RowsWaiting, usePages } from '../../../ui/pages.tsx'
import { SearchField, SelectField } from '../../../ui/search-field.tsx'
import { Together } from '../../../ui/together.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { OwnProblem } from './own-problem.tsx'

export function Catalogue({ start }: { readonly start: ProblemQuery }) {
  const [query, setQuery] = useState(start)
  const asked = useSettled(query)
  useEffect(() => window.history.replaceState(null, '', problemsPath(query)), [query])
  const pages = usePages({
    queryKey: keys.problems(asked.q.trim(), asked.topic, asked.difficulty, asked.source),
    read: (cursor, signal) => problems.list({ ...asked, q: asked.q.trim() }, cursor, signal),
  })
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Problems</h1>
      <p className="mt-3 max-w-[60ch] text-muted">Facts and a link: you solve them where they stand, and think them through here.</p>
      <Filters query={query} onChange={setQuery} />
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Problems are being fetched." rows={2} />}
        nothing={<p className="mt-10 font-display text-xl">Nothing like that is here.</p>}
      >
        {(found) => (
          <ul className="mt-4 divide-y divide-line">
            {found.map((problem) => (
              <Row key={problem.id} problem={problem} />
            ))}
          </ul>
        )}
      </Pages>
      <Together waiting={null}>
        <OwnProblem />
      </Together>
    </>
  )
}

function Row({ problem }: { readonly problem: Problem }) {
  return (
    <li>
      <Link href={paths.problem(problem.id)} prefetch={false} className="group flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3.5">
        <span className="min-w-0 break-words font-display text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">
          {problem.title}
        </span>
        <span className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>{topicWord(problem.topic)}</span>
          <Difficulty value={problem.difficulty} />
          <span>{minuteWords(problem.minutes)}</span>
          {problem.upvotes === 0 ? null : <span>{problem.upvotes} found it worth it</span>}
          {problem.source === 'own' ? <span className="font-semibold text-quint">yours</span> : null}
        </span>
      </Link>
    </li>
  )
}

function Filters({ query, onChange }: { readonly query: ProblemQuery; readonly onChange: (query: ProblemQuery) => void }) {
  return (
    <search className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3">
      <SearchField label="Search problems" value={query.q} onChange={(q) => onChange({ ...query, q })} placeholder="Title, topic or pattern" />
      <SelectField
        label="Topic"
        labelled={false}
        value={query.topic}
        onChange={(topic) => onChange({ ...query, topic })}
        any="any topic"
        options={topicWords}
      />
      <SelectField
        label="Difficulty"
        labelled={false}
        value={query.difficulty}
        onChange={(difficulty) => onChange({ ...query, difficulty })}
        any="any difficulty"
        options={difficulties}
      />
      <SelectField
        label="From"
        labelled={false}
        value={query.source}
        onChange={(source) => onChange({ ...query, source })}
        any="from anywhere"
        options={sources}
      />
    </search>
  )
}
