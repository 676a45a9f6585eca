'use client'
/** The ledger of erasures, those that still go on first when asked for. */
import { CircleCheck, Clock } from 'lucide-react'
import { useState } from 'react'
import { administration, adminKeys, type Erasure } from '../admin-api.ts'
import { erasureWords, momentWords, shortId } from '../admin-words.ts'
import { Choice } from '../choice.tsx'
import { PagesList } from '../pages-list.tsx'

const states = [
  { value: 'false', name: 'All' },
  { value: 'true', name: 'Not done yet' },
] as const

export function Erasures({ onlyOpen }: { readonly onlyOpen: boolean }) {
  const [open, setOpen] = useState<(typeof states)[number]['value']>(onlyOpen ? 'true' : 'false')
  return (
    <>
      <div className="mt-6">
        <Choice name="state" legend="State" options={states} value={open} onChange={setOpen} />
      </div>
      <PagesList
        queryKey={adminKeys.list('erasures', { open })}
        read={(cursor, signal) => administration.erasures({ open, cursor }, signal)}
        what="erasures"
        empty={<p>{open === 'true' ? 'Every service is done with all of them.' : 'No account was deleted yet.'}</p>}
      >
        {(erasures) => (
          <ul className="mt-4 divide-y divide-line">
            {erasures.map((erasure) => (
              <Line key={erasure.userId} erasure={erasure} />
            ))}
          </ul>
        )}
      </PagesList>
    </>
  )
}

function Line({ erasure }: { readonly erasure: Erasure }) {
  return (
    <li className="grid gap-1.5 py-3.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className={erasure.doneAt === null ? 'font-semibold text-danger' : 'font-semibold'}>{erasureWords(erasure)}</span>
        <time dateTime={erasure.askedAt} className="text-sm text-muted">
          {momentWords(erasure.askedAt)}
        </time>
      </p>
      <p className="text-sm text-muted">
        <code title={erasure.userId}>…{shortId(erasure.userId)}</code>, deleted by {erasure.askedBy === 'admin' ? 'an administrator' : 'the learner'}
      </p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {erasure.steps.map(({ service, doneAt }) => (
          <li key={service} className="inline-flex items-center gap-1.5">
            {doneAt === null ? <Clock aria-hidden className="size-4 text-danger" /> : <CircleCheck aria-hidden className="size-4 text-muted" />}
            {service} {doneAt === null ? 'waits' : 'is done'}
          </li>
        ))}
      </ul>
    </li>
  )
}
