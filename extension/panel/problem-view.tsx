/** The problem the learner is at: read, pasted, or already begun. Everything here belongs to one visit. */
import { Skeleton, Waiting } from '@quint/web/ui/skeleton.tsx'
import { lazy, useEffect, useState } from 'react'
import { keyOf, type Place } from '../judges/place.ts'
import { t } from '../words.ts'
import { BringProblem } from './bring-problem.tsx'
import type { Equipment } from './equipment.ts'
import { PasteForm } from './paste-form.tsx'
import { ProblemCard } from './problem-card.tsx'
import { Section } from './section.tsx'
import type { Visiting } from './use-visit.ts'

/** The coach itself comes while the learner looks at the problem. */
const desk = import('./desk.tsx')
const Desk = lazy(async () => ({ default: (await desk).Desk }))

export interface ProblemViewProps {
  readonly equipment: Equipment
  readonly visiting: Visiting
}

export function ProblemView({ equipment, visiting }: ProblemViewProps) {
  // A new visit begins with nothing of the one before.
  return <AtProblem key={visiting.visit.id} equipment={equipment} visiting={visiting} />
}

function AtProblem({ equipment, visiting }: ProblemViewProps) {
  const { sessions } = equipment
  const { place } = visiting.visit
  const name = nameOf(place)
  const [sessionId, setSessionId] = useState<string | null>()
  useEffect(() => {
    let over = false
    const known = name === undefined ? Promise.resolve(undefined) : sessions.of(name)
    known.then(
      (found) => (over ? undefined : setSessionId((now) => (now === undefined ? (found?.sessionId ?? null) : now))),
      () => setSessionId(null),
    )
    return () => {
      over = true
    }
  }, [sessions, name])
  const begun = async (id: string, title: string): Promise<void> => {
    if (name !== undefined) await sessions.keep(name, { sessionId: id, title, at: Date.now() })
    setSessionId(id)
  }
  const anew = (): void => {
    if (name !== undefined) void sessions.forget(name)
    setSessionId(null)
  }
  if (sessionId === undefined) return null
  if (sessionId !== null) return <Desk key={sessionId} equipment={equipment} sessionId={sessionId} onAnew={anew} />
  return <Beginning equipment={equipment} visiting={visiting} onBegun={begun} />
}

interface BeginningProps extends ProblemViewProps {
  readonly onBegun: (sessionId: string, title: string) => Promise<void>
}

function Beginning({ equipment, visiting, onBegun }: BeginningProps) {
  const { visit, again } = visiting
  const [pasting, setPasting] = useState(false)
  const { place, problem, attempts } = visit
  if (place.kind !== 'practice') return <BringProblem equipment={equipment} onBegun={onBegun} />
  if (visit.reading === 'going on') return <ReadingSkeleton />
  if (problem !== undefined && !pasting)
    return <ProblemCard equipment={equipment} place={place} problem={problem} onBegun={onBegun} onPaste={() => setPasting(true)} />
  const premium = attempts.some(({ outcome }) => outcome === 'premium')
  return (
    <Section title={t('pasteTitle')}>
      {problem === undefined ? <p className="text-muted">{t(premium ? 'lackPremium' : 'lackAny')}</p> : null}
      <PasteForm equipment={equipment} place={place} onBegun={onBegun} onAgain={again} />
    </Section>
  )
}

function ReadingSkeleton() {
  return (
    <div className="grid gap-4 px-4 py-6">
      <Waiting label={t('reading')} />
      <Skeleton className="h-8 w-3/4" />
      <Skeleton className="h-40" />
      <Skeleton className="h-12 w-1/2" />
    </div>
  )
}

/** Pages of other sites have no name by which their problem could be known again. */
function nameOf(place: Place): string | undefined {
  return place.kind === 'practice' ? keyOf(place) : undefined
}
