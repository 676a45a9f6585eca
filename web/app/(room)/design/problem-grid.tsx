'use client'
/** Every design problem, with its idea in a sentence. What it is about, in names of techniques, would give it away. */
import { design } from '../../../api/design.ts'
import { paths } from '../../../paths.ts'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'

export function ProblemGrid() {
  const { data, error, isPending, refetch } = useLearnerQuery({
    queryKey: ['design', 'problems'],
    queryFn: ({ signal }) => design.problems(signal),
    staleTime: 600_000,
  })
  if (isPending) return <Coming />
  if (error !== null || data === undefined) return <Unavailable what="list of problems" error={error} onRetry={() => void refetch()} />
  return (
    <ul aria-label="Design problems" className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {data.map(({ id, title, difficulty, summary }) => (
        <li key={id}>
          {/* The page has a policy of its own, for its editor: it is loaded anew. */}
          <a
            href={paths.designProblem(id)}
            className="group grid h-full content-start gap-2 rounded-card border border-line bg-surface p-5 shadow-sheet hover:border-edge"
          >
            <h2 className="text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">{title}</h2>
            <p className="text-muted">{summary}</p>
            <p className="mt-1 min-h-[1lh] text-sm text-muted">
              <Difficulty value={difficulty} className="font-semibold" />
            </p>
          </a>
        </li>
      ))}
    </ul>
  )
}

const fewest = 12

/** So many that what is below them is out of sight, as it will be. */
function Coming() {
  return (
    <>
      <Waiting label="The problems are being fetched." />
      <div className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {Array.from({ length: fewest }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          <Skeleton key={at} className="h-44" />
        ))}
      </div>
    </>
  )
}
