'use client'
/** The ways to sign in to the account: the password, and accounts elsewhere; one always stays. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { type LinkedAccount, type Provider, ways } from '../../../api/ways.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { ProviderMark } from '../../(door)/oauth/provider-mark.tsx'
import { providerLabel, troubleWords } from '../../(door)/oauth/trouble.ts'

export function WaysToSignIn({ user }: { readonly user: User }) {
  const query = useSearchParams()
  const mine = useLearnerQuery({ queryKey: keys.ways, queryFn: ({ signal }) => ways.mine(signal) })
  const { data: providers = [] } = useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => ways.providers(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (mine.isPending)
    return (
      <>
        <Waiting label="Your ways to sign in are being fetched." />
        <Skeleton className="h-24" />
      </>
    )
  if (isUnreadable(mine)) return <Notice message={messageOf(mine.error)} onRetry={() => void mine.refetch()} />
  const { password, items } = mine.data
  const [problem, added] = [query.get('problem'), query.get('added')]
  const last = items.length + (password ? 1 : 0) <= 1
  const open = providers.filter(({ name }) => items.every(({ provider }) => provider !== name))
  return (
    <div className="grid gap-4">
      {problem === null ? null : <Notice message={troubleWords(problem, query.get('provider') ?? undefined)} />}
      <p role="status" className={added === null ? 'sr-only' : 'text-muted'}>
        {added === null ? '' : `You can sign in with ${providerLabel(added)} now.`}
      </p>
      <ul className="grid gap-4">
        <PasswordWay user={user} has={password} />
        {items.map((account) => (
          <LinkedWay key={account.id} account={account} last={last} />
        ))}
        {open.map((provider) => (
          <OpenWay key={provider.name} provider={provider} />
        ))}
      </ul>
    </div>
  )
}

const row = 'flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-4 last:border-0'

function PasswordWay({ user, has }: { readonly user: User; readonly has: boolean }) {
  const [sent, setSent] = useState(false)
  const mail = useSending(async () => {
    await accounts.forgotPassword(user.email)
    setSent(true)
  })
  return (
    <li className={row}>
      <span>
        <span className="block font-semibold">Password</span>
        <span className="block text-muted">{has ? `With ${user.email}.` : 'You have none, and need none.'}</span>
      </span>
      {sent ? (
        <span role="status" className="text-muted">
          Sent. The link in the mail leads on.
        </span>
      ) : (
        <Button look="quiet" busy={mail.sending} onClick={() => void mail.send()}>
          {has ? 'Choose a new one' : 'Choose one'}
        </Button>
      )}
      {mail.error === undefined ? null : <Notice message={messageOf(mail.error)} />}
    </li>
  )
}

function LinkedWay({ account, last }: { readonly account: LinkedAccount; readonly last: boolean }) {
  const queries = useQueryClient()
  const { sending, error, send } = useSending(async () => {
    await ways.giveUp(account.id)
    await queries.invalidateQueries({ queryKey: keys.ways })
  })
  return (
    <li className={row}>
      <span className="flex min-w-0 items-center gap-3">
        <ProviderMark name={account.provider} />
        <span className="min-w-0">
          <span className="block font-semibold">{account.label}</span>
          <span className="block break-words text-muted">{account.email ?? ''}</span>
        </span>
      </span>
      {last ? (
        <span className="text-muted">Your only way in: it stays.</span>
      ) : (
        <Button look="quiet" busy={sending} onClick={() => void send()} aria-label={`Take ${account.label} away`}>
          Take away
        </Button>
      )}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </li>
  )
}

function OpenWay({ provider }: { readonly provider: Provider }) {
  const { sending, error, send } = useSending(async () => {
    await leaveFor(await ways.addAddress(provider.name))
  })
  return (
    <li className={row}>
      <span className="flex items-center gap-3">
        <ProviderMark name={provider.name} />
        <span className="font-semibold">{provider.label}</span>
      </span>
      <Button look="quiet" busy={sending} onClick={() => void send()} aria-label={`Add ${provider.label}`}>
        Add
      </Button>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </li>
  )
}
