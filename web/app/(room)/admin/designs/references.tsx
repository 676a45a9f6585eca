'use client'
/** Problems' own designs: which were measured on this kind of machine, and a way to have one measured. */
import { useQueryClient } from '@tanstack/react-query'
import { clouds, type Reference } from '../../../../api/clouds.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { adminKeys } from '../admin-api.ts'
import { momentWords } from '../admin-words.ts'

const queryKey = adminKeys.list('design-references')

export function References() {
  const { data, error, refetch } = useLearnerQuery({ queryKey, queryFn: ({ signal }) => clouds.references(signal) })
  return (
    <section aria-labelledby="references" className="mt-12">
      <h2 id="references" className="text-xl">
        Designs to compare with
      </h2>
      <p className="mt-1 max-w-[60ch] text-muted">
        Each problem’s own design, tried as learners’ are, when none of theirs is there. Reports show its figures beside theirs; where it was not
        measured they say what it should do by theory.
      </p>
      {data?.[0] === undefined ? null : <p className="mt-1 text-sm text-muted">On machines of this kind: {data[0].machine}</p>}
      {error === null ? null : <Notice message={messageOf(error)} onRetry={() => void refetch()} />}
      <ul className="mt-2 divide-y divide-line">
        {(data ?? []).map((one) => (
          <Row key={one.problemId} reference={one} />
        ))}
      </ul>
    </section>
  )
}

function Row({ reference: { problemId, problemTitle, measuredAt, asked, passed } }: { readonly reference: Reference }) {
  const queries = useQueryClient()
  const { sending, error, send } = useSending(async () => {
    await clouds.measureReference(problemId)
    await queries.invalidateQueries({ queryKey })
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <span>
        {problemTitle}{' '}
        <span className="text-muted">
          {measuredAt === null ? 'not measured' : `measured ${momentWords(measuredAt)}${passed ? ', it held' : ', it did not hold'}`}
        </span>
      </span>
      {asked ? (
        <span className="text-muted">It waits to be measured</span>
      ) : (
        <Button look="quiet" busy={sending} onClick={() => void send()}>
          {measuredAt === null ? 'Measure it' : 'Measure it again'}
        </Button>
      )}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </li>
  )
}
