'use client'
/** The problem with the draft that was kept, or the design of the attempt before. */
import { useState } from 'react'
import { type DesignProblem, design, type WholeSubmission } from '../../../../api/design.ts'
import { beginningOf, draftOf, keptDraft } from '../../../../design/draft.ts'
import { Wizard } from '../../../../design/wizard.tsx'
import { useLoadedAnew } from '../../../../interview/editor/use-loaded-anew.ts'
import { paths } from '../../../../paths.ts'
import { Difficulty } from '../../../../ui/difficulty.tsx'
import { Mark } from '../../../../ui/mark.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'

export interface DrawingProps {
  readonly slug: string
  readonly previousId: string | undefined
}

export function Drawing({ slug, previousId }: DrawingProps) {
  const problem = useLearnerQuery({
    queryKey: ['design', 'problem', slug],
    queryFn: ({ signal }) => design.problem(slug, signal),
    staleTime: 600_000,
  })
  const previous = useLearnerQuery({
    queryKey: ['design', 'submission', previousId ?? ''],
    queryFn: ({ signal }) => design.submission(previousId ?? '', signal),
    enabled: previousId !== undefined,
  })
  const elsewhere = useLoadedAnew()
  if (elsewhere) return null
  const ready = problem.data !== undefined && (previousId === undefined || previous.data !== undefined)
  // What is at work stays, also when it could not be read once more.
  const failed = ready ? null : (problem.error ?? previous.error)
  return (
    <>
      <header className="border-b border-line bg-paper">
        <div className="mx-auto flex h-14 max-w-[100rem] items-center gap-3 px-4 sm:px-6">
          {/* Other pages have another policy: they are loaded anew. */}
          <a href={paths.designs} className="flex items-center gap-3 font-semibold underline-offset-4 hover:underline">
            <Mark className="size-7" />
            All designs
          </a>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[100rem] px-4 pb-20 pt-6 outline-none sm:px-6">
        {failed === null ? null : (
          <Unavailable
            what="design problem"
            error={failed}
            onRetry={() => void Promise.all([problem.refetch(), previous.refetch()])}
            back={{ href: paths.designs, words: 'See all problems' }}
          />
        )}
        {failed === null && !ready ? (
          <>
            <Waiting label="The problem is being fetched." />
            <Skeleton className="h-96" />
          </>
        ) : null}
        {ready ? <Begun problem={problem.data} previous={previous.data} /> : null}
      </main>
    </>
  )
}

function Begun({ problem, previous }: { readonly problem: DesignProblem; readonly previous: WholeSubmission | undefined }) {
  const [begun] = useState(
    () => keptDraft(problem.id, localStorage, previous?.id) ?? (previous === undefined ? beginningOf(problem) : draftOf(previous, problem)),
  )
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">{problem.title}</h1>
      <p className="mt-1 min-h-[1lh] text-muted">
        <Difficulty value={problem.difficulty} />
        {previous === undefined ? null : ` After attempt ${previous.attempt}: change something, and see what it does to the numbers.`}
      </p>
      <Wizard problem={problem} begun={begun} previousId={previous?.id} />
    </>
  )
}
