'use client'
/** The parts of the settings, one below the other. */
import { useQueryClient } from '@tanstack/react-query'
import { Children, isValidElement, type ReactNode } from 'react'
import { putAnswer } from '../../../api/answers.ts'
import { accounts, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import type { Theme } from '../../../ui/theme.ts'
import { Together } from '../../../ui/together.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { CoachChoice } from './coach-choice.tsx'
import { Data, Leave } from './data.tsx'
import { EmailStatus, Profile } from './profile.tsx'
import { Running } from './running.tsx'
import { Security } from './security.tsx'
import { Shown } from './shown.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import { WaysToSignIn } from './ways.tsx'
import { Working } from './working.tsx'

export function Settings({ theme }: { readonly theme: Theme }) {
  const queries = useQueryClient()
  const me = useLearnerQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) })
  const changed = (user: User): void => {
    putAnswer<User>(queries, keys.me, user)
    void queries.invalidateQueries({ queryKey: keys.learning })
  }
  if (me.isPending) return <Coming />
  if (isUnreadable(me))
    return (
      <div className="mt-8">
        <Unavailable what="page" error={me.error} onRetry={() => void me.refetch()} />
      </div>
    )
  return (
    <Together waiting={<Coming />}>
      <Parts>
        <Part title="You">
          <Profile user={me.data} onChange={changed} />
          <EmailStatus user={me.data} />
          <Shown user={me.data} onChange={changed} />
        </Part>
        <Part title="How it works for you">
          <Working user={me.data} onChange={changed} />
        </Part>
        <Part title="Who coaches you">
          <CoachChoice user={me.data} onChange={changed} />
        </Part>
        <Part title="Look">
          <ThemeChoice start={theme} user={me.data} onChange={changed} />
        </Part>
        <Part title="Ways to sign in">
          <WaysToSignIn user={me.data} />
        </Part>
        <Part title="Codes and devices">
          <Security />
        </Part>
        <Part title="Your data">
          <Data user={me.data} />
        </Part>
        {me.data.roles.includes('admin') ? (
          <Part title="Running this place">
            <Running />
          </Part>
        ) : null}
        <Part title="Leaving">
          <Leave user={me.data} />
        </Part>
      </Parts>
    </Together>
  )
}

function Coming() {
  return (
    <div className="mt-8 grid gap-10">
      <Waiting label="Your settings are being fetched." />
      <Skeleton className="h-64" />
      <Skeleton className="h-32" />
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly children: ReactNode
}

/** With the names of all parts beside them, where there is room. */
function Parts({ children }: { readonly children: ReactNode }) {
  const titles = Children.toArray(children).flatMap((part) => (isValidElement<PartProps>(part) ? [part.props.title] : []))
  return (
    <div className="gap-x-16 lg:grid lg:grid-cols-[11rem_minmax(0,42rem)]">
      <nav aria-label="Settings" className="hidden lg:sticky lg:top-24 lg:mt-12 lg:block lg:self-start">
        <ul className="grid gap-1">
          {titles.map((title) => (
            <li key={title}>
              <a href={`#${idOf(title)}`} className="block py-1.5 text-muted hover:text-ink hover:underline">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

function Part({ title, children }: PartProps) {
  const id = idOf(title)
  return (
    <section aria-labelledby={id} className="mt-10 border-t border-line pt-8 lg:first:border-0 lg:first:pt-0">
      <h2 id={id} className="mb-5 text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

function idOf(title: string): string {
  return `part-${title.toLowerCase().replaceAll(' ', '-')}`
}
