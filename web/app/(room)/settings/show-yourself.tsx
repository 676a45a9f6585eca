'use client'
/** Showing that it is oneself, without a password: by signing in at a provider once more. */
import type { ReactNode } from 'react'
import { messageOf } from '../../../api/problem.ts'
import { type LinkedAccount, ways } from '../../../api/ways.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'

export interface ShowYourselfProps {
  readonly accounts: readonly LinkedAccount[]
  /** What to come back for. */
  readonly goal: 'delete' | 'codes'
  /** Other ways. */
  readonly children: ReactNode
}

export function ShowYourself({ accounts, goal, children }: ShowYourselfProps) {
  const { sending, error, send } = useSending(async (provider: string) => {
    await leaveFor(await ways.confirmAddress(provider, goal))
  })
  return (
    <div className="mt-5 grid gap-4">
      <p>First show that it is you.</p>
      {accounts.filter(mayShow).map(({ id, provider, label }) => (
        <Button key={id} look="quiet" busy={sending} onClick={() => void send(provider)}>
          Sign in with {label} again
        </Button>
      ))}
      {children}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </div>
  )
}

/** Others send their learners to us; we cannot send ours to them. */
export function mayShow({ provider }: LinkedAccount): boolean {
  return provider === 'google' || provider === 'github'
}
