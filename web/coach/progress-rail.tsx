/** Where one is among the twelve: four groups of three; what was answered can be opened again. */
import { Check } from 'lucide-react'
import type { Session } from './coach-client.ts'
import { mayReturnTo } from './course.ts'
import { askedElements, elementWords, promptsEach } from './element.ts'
import { ElementIcon } from './element-icon.tsx'

export interface ProgressRailProps {
  readonly session: Session
  /** The prompt that is open; undefined when none is. */
  readonly current: number | undefined
  readonly onGo: (index: number) => void
}

export function ProgressRail({ session, current, onGo }: ProgressRailProps) {
  return (
    <nav aria-label={`Prompts: ${session.promptsCompleted} of 12 answered`}>
      <ol className="-mx-2 grid grid-cols-4 gap-1 sm:mx-0 sm:gap-4">
        {askedElements.map((element, group) => (
          <li key={element} data-element={element} className="min-w-0">
            <p
              className={`flex items-center justify-center gap-1 text-sm font-semibold sm:justify-start ${Math.floor((current ?? -1) / promptsEach) === group ? 'text-accent' : 'text-muted'}`}
            >
              <ElementIcon element={element} className="size-4 shrink-0" />
              {elementWords[element].name}
            </p>
            <ol className="flex">
              {Array.from({ length: promptsEach }, (_, at) => group * promptsEach + at).map((index) => (
                <li key={index} className="min-w-0 flex-1 px-px sm:px-0.5">
                  <Stop session={session} index={index} current={index === current} onGo={onGo} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface StopProps {
  readonly session: Session
  readonly index: number
  readonly current: boolean
  readonly onGo: (index: number) => void
}

function Stop({ session, index, current, onGo }: StopProps) {
  const answered = index < session.promptsCompleted
  const open = mayReturnTo(session, index) && !current
  const words = `Prompt ${index + 1}, ${elementWords[askedElements[Math.floor(index / promptsEach)] ?? 'earth'].name}: ${answered ? 'answered' : 'open'}`
  const bar = `w-full rounded-full transition-colors ${current ? 'h-3 border-2 border-accent' : 'h-1.5'} ${barFill(answered, current)}`
  if (!open)
    return (
      <span aria-current={current ? 'step' : undefined} className="flex h-8 items-center">
        <span className={bar} />
        <span className="sr-only">{words}</span>
      </span>
    )
  return (
    <button type="button" onClick={() => onGo(index)} title={`Read answer ${index + 1} again`} className="group flex h-8 w-full items-center">
      <span className={`${bar} relative group-hover:h-2.5`}>
        <Check
          aria-hidden
          className="absolute left-1/2 top-1/2 hidden size-4 -translate-x-1/2 -translate-y-1/2 rounded-full bg-paper p-0.5 text-accent group-hover:block"
        />
      </span>
      <span className="sr-only">{words}. Open it again</span>
    </button>
  )
}

function barFill(answered: boolean, current: boolean): string {
  if (answered) return 'bg-accent'
  return current ? 'bg-surface' : 'bg-line'
}
