/** The five stages, and which of them it is now. */
import { Check } from 'lucide-react'
import { type Stage, stages } from '../interview.ts'
import { stageWords } from '../words.ts'

export function StageRail({ stage }: { readonly stage: Stage }) {
  const now = stages.indexOf(stage)
  return (
    <nav aria-label="Stages" className="min-w-0">
      <ol className="flex items-center gap-1.5 sm:gap-3">
        {stages.map((one, index) => (
          <li
            key={one}
            aria-current={index === now ? 'step' : undefined}
            className="group flex items-center gap-1.5 text-sm text-muted aria-[current]:font-semibold aria-[current]:text-ink"
          >
            <span
              aria-hidden
              className={`grid size-5 shrink-0 place-items-center rounded-full border text-xs ${index < now ? 'border-accent bg-accent text-on-accent' : index === now ? 'border-accent text-accent' : 'border-edge'}`}
            >
              {index < now ? <Check className="size-3.5" /> : index + 1}
            </span>
            <span className={index === now ? '' : 'sr-only xl:not-sr-only'}>
              {stageWords[one]}
              {index < now ? <span className="sr-only"> (done)</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
