'use client'
/** The parts of the settings, one below the other. */
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import type { Theme } from '../../../ui/theme.ts'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { Data, Leave } from './data.tsx'
import { EmailStatus, Profile } from './profile.tsx'
import { ThemeChoice } from './theme-choice.tsx'

export function Settings({ theme }: { readonly theme: Theme }) {
  const queries = useQueryClient()
  const me = useLearnerQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) })
  const changed = (user: User): void => {
    queries.setQueryData(keys.me, user)
    void queries.invalidateQueries({ queryKey: keys.learning })
  }
  if (me.isPending)
    return (
      <div className="mt-8 grid gap-10">
        <Waiting label="Your settings are being fetched." />
        <Skeleton className="h-64" />
        <Skeleton className="h-32" />
      </div>
    )
  if (me.isError)
    return (
      <div className="mt-8">
        <Unavailable what="page" error={me.error} onRetry={() => void me.refetch()} />
      </div>
    )
  return (
    <>
      <Part title="You">
        <Profile user={me.data} onChange={changed} />
        <EmailStatus user={me.data} />
      </Part>
      <Part title="Look">
        <ThemeChoice start={theme} />
      </Part>
      <Part title="Your data">
        <Data user={me.data} />
      </Part>
      <Part title="Leaving">
        <Leave user={me.data} />
      </Part>
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={`part-${title.replace(' ', '-')}`} className="mt-10 border-t border-line pt-8">
      <h2 id={`part-${title.replace(' ', '-')}`} className="mb-5 text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}
