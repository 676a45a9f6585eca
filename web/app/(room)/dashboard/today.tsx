'use client'
/** The learner's day. */
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { accounts, type Dashboard, learning, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { elementWords } from '../../../coach/element.ts'
import { ElementIcon, ElementName } from '../../../coach/element-icon.tsx'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { SessionList } from '../sessions/session-list.tsx'
import { type Advice, adviceFrom, greeting, whyOf } from './advice.ts'
import { AgendaLine } from './agenda-line.tsx'
import { Elements } from './elements.tsx'
import { SolvedElsewhere } from './solved-elsewhere.tsx'
import { StreakLine } from './streak-line.tsx'
import { Weeks } from './weeks.tsx'
import { Welcome } from './welcome.tsx'

export function Today() {
  const dashboard = useLearnerQuery({ queryKey: keys.dashboard, queryFn: ({ signal }) => learning.dashboard(signal) })
  const me = useQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) })
  if (isUnreadable(dashboard)) return <Unavailable what="page" error={dashboard.error} onRetry={() => void dashboard.refetch()} />
  if (dashboard.isPending || me.isPending) return <TodaySkeleton />
  const { streak, recentSessions, completedSessions } = dashboard.data
  return (
    <>
      <Greeting user={me.data} />
      <OneThing advice={adviceFrom(dashboard.data)} />
      <AgendaLine {...dashboard.data} />
      {streak === null || recentSessions.length === 0 ? null : <StreakLine streak={streak} dayStartHour={me.data?.preferences?.dayStartHour ?? 0} />}
      {completedSessions === 0 ? null : <Breakdown dashboard={dashboard.data} />}
      {recentSessions.length === 0 ? null : (
        <section aria-labelledby="recent" className="mt-16">
          <div className="flex items-baseline justify-between gap-4">
            <h2 id="recent" className="text-xl">
              Lately
            </h2>
            <Link href={paths.sessions} className="py-1 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
              All sessions
            </Link>
          </div>
          <SessionList sessions={recentSessions.slice(0, 5)} />
        </section>
      )}
      <SolvedElsewhere first={recentSessions.length === 0} />
    </>
  )
}

function Greeting({ user }: { readonly user: User | undefined }) {
  const first = user?.displayName.split(' ')[0]
  return (
    <h1 className="text-2xl sm:text-3xl">
      {greeting(new Date().getHours())}
      {first === undefined || first === '' ? '.' : `, ${first}.`}
    </h1>
  )
}

function OneThing({ advice }: { readonly advice: Advice }) {
  switch (advice.kind) {
    case 'begin':
      return <Welcome />
    case 'go on':
      return (
        <Panel element="quintessence" label="You are in the middle of" title={advice.session.algorithmTitle} text={advice.where}>
          <Link href={paths.coachSession(advice.session.id)} className={buttonClass()}>
            Go on
          </Link>
        </Panel>
      )
    case 'work on':
      return (
        <Panel
          element={advice.element}
          label="The one thing to work on"
          title={`${elementWords[advice.element].name}: ${elementWords[advice.element].sentence.toLowerCase()}`}
          text={advice.why}
        >
          <Link href={paths.coach} className={buttonClass()}>
            Begin a session
          </Link>
        </Panel>
      )
  }
}

interface PanelProps {
  readonly element: keyof typeof elementWords
  readonly label: string
  readonly title: string
  readonly text: string
  readonly children: React.ReactNode
}

function Panel({ element, label, title, text, children }: PanelProps) {
  return (
    <section
      aria-labelledby="one-thing"
      data-element={element}
      className="mt-8 flex flex-wrap items-end justify-between gap-x-10 gap-y-6 tinted rounded-card border border-line p-6 shadow-sheet sm:p-9"
    >
      <div className="min-w-0 max-w-[58ch] flex-1 basis-72">
        <p className="flex items-center gap-2 text-accent">
          <ElementIcon element={element} />
          <span className="font-semibold">{label}</span>
        </p>
        <h2 id="one-thing" className="mt-2 text-xl sm:text-2xl">
          {title}
        </h2>
        <p className="mt-2 text-muted">{text}</p>
      </div>
      {children}
    </section>
  )
}

function Breakdown({ dashboard }: { readonly dashboard: Dashboard }) {
  return (
    <section aria-labelledby="elements" className="mt-16">
      <h2 id="elements" className="text-xl">
        How your answers are built
      </h2>
      <Weakest dashboard={dashboard} />
      <Elements dashboard={dashboard} />
      <h3 className="mt-12 text-lg">Week by week</h3>
      <Weeks weeks={dashboard.weeks ?? []} />
    </section>
  )
}

/** Said here while an open session is the one thing to do. */
function Weakest({ dashboard }: { readonly dashboard: Dashboard }) {
  const element = dashboard.weakestElement
  if (element === null || adviceFrom(dashboard).kind === 'work on') return null
  return (
    <p className="mt-2 max-w-[65ch] text-muted">
      The one to work on is <ElementName element={element} />. {whyOf(dashboard, element)}
    </p>
  )
}

function TodaySkeleton() {
  return (
    <div className="grid gap-8">
      <Waiting label="Your day is being opened." />
      <Skeleton className="h-10 w-72" />
      <Skeleton className="h-44" />
      <Skeleton className="h-7 w-96 max-w-full" />
      <Skeleton className="h-72" />
    </div>
  )
}
