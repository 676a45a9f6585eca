/** A problem that was read from the page, and the one button. */
import { Failure } from '@quint/web/coach/failure.tsx'
import { Button } from '@quint/web/ui/button.tsx'
import { useCallback, useMemo } from 'react'
import { addressOf, type Practice } from '../judges/place.ts'
import type { Problem } from '../judges/problem.ts'
import { type MessageKey, t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { MyCode } from './my-code.tsx'
import { Section } from './section.tsx'
import { type Statement, statementOf } from './statement.ts'
import { useBegin, type WholeAlgorithm } from './use-begin.ts'

export interface ProblemCardProps {
  readonly equipment: Equipment
  readonly place: Practice
  readonly problem: Problem
  readonly onBegun: (sessionId: string, title: string) => Promise<void>
  readonly onPaste: () => void
}

const difficulties: Readonly<Record<string, MessageKey>> = { easy: 'difficultyEasy', medium: 'difficultyMedium', hard: 'difficultyHard' }

export function ProblemCard({ equipment, place, problem, onBegun, onPaste }: ProblemCardProps) {
  const statement = useMemo(() => statementOf(problem), [problem])
  const { sending, error, send, retry } = useBegin(equipment, onBegun)
  const difficulty = equipment.settings.hideDifficulty ? undefined : difficulties[problem.difficulty]
  return (
    <Section title={problem.number === '' ? problem.title : `${problem.number}. ${problem.title}`}>
      {difficulty === undefined ? null : <p className="text-sm text-muted">{t(difficulty)}</p>}
      <Button busy={sending} onClick={() => void send(toAlgorithm(place, problem, statement))}>
        {t('start')}
      </Button>
      <p className="text-sm text-muted">{t('startWhy')}</p>
      {error === undefined ? null : <Failure error={error} onRetry={() => void retry()} signInHref="#sign-in" />}
      {statement.cut ? <p className="text-sm text-muted">{t('statementCut')}</p> : null}
      <details>
        <summary className="w-fit py-1 text-muted underline decoration-line decoration-2 underline-offset-4">{t('statementShow')}</summary>
        <Shown statement={statement} />
      </details>
      <MyCode page={equipment.page} />
      <p>
        <Button look="plain" className="-ml-2 text-sm" onClick={onPaste}>
          {t('pasteInstead')}
        </Button>
      </p>
    </Section>
  )
}

function Shown({ statement }: { readonly statement: Statement }) {
  const fill = useCallback((place: HTMLElement | null) => place?.replaceChildren(statement.shown.cloneNode(true)), [statement])
  return (
    <section
      ref={fill}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
      tabIndex={0}
      aria-label={t('statementShow')}
      className="statement mt-2 max-h-96 overflow-y-auto text-[0.9375rem]"
    />
  )
}

function toAlgorithm(place: Practice, problem: Problem, { text }: Statement): WholeAlgorithm {
  const { title, difficulty, tags, examples } = problem
  return {
    title,
    url: addressOf(place),
    site: place.site,
    slug: place.slug,
    statement: text,
    ...(difficulty === '' ? {} : { difficulty }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(examples.length === 0 ? {} : { examples }),
  }
}
