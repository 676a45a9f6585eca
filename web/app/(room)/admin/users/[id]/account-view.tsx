'use client'
/** One account: who it is, where it is signed in, what administrators did to it, and what can be done. */
import Link from 'next/link'
import { useState } from 'react'
import { paths } from '../../../../../paths.ts'
import { Skeleton, Waiting } from '../../../../../ui/skeleton.tsx'
import { useLearnerQuery } from '../../../../../ui/use-learner-query.ts'
import { type Account, administration, adminKeys, type Device } from '../../admin-api.ts'
import { momentWords } from '../../admin-words.ts'
import { DeedList } from '../../audit/deed-list.tsx'
import { PagesList } from '../../pages-list.tsx'
import { Refused } from '../../refused.tsx'
import { useRefreshed } from '../../use-refreshed.ts'
import { Standing } from '../standing.tsx'
import { AccountDeeds } from './account-deeds.tsx'

export function AccountView({ id }: { readonly id: string }) {
  const refreshed = useRefreshed(adminKeys.all)
  const [deleted, setDeleted] = useState(false)
  const found = useLearnerQuery({ queryKey: adminKeys.user(id), queryFn: ({ signal }) => administration.user(id, signal), enabled: !deleted })
  if (deleted) return <Deleted />
  if (found.isPending)
    return (
      <div className="grid gap-4">
        <Waiting label="The account is being fetched." />
        <Skeleton className="h-20" />
        <Skeleton className="h-40" />
      </div>
    )
  // What is at work stays, also when it could not be read once more.
  if (found.data === undefined)
    return (
      <>
        <h1 className="text-2xl sm:text-3xl">Account</h1>
        <Refused error={found.error} onRetry={() => void found.refetch()} />
      </>
    )
  const { user, devices } = found.data
  return (
    <>
      <Head account={user} />
      <AccountDeeds account={user} onDone={refreshed} onDeleted={async () => setDeleted(true)} />
      <Devices devices={devices} />
      <section aria-labelledby="deeds" className="mt-10">
        <h2 id="deeds" className="text-xl">
          What administrators did
        </h2>
        <PagesList
          queryKey={adminKeys.list('audit', { subject: id })}
          read={(cursor, signal) => administration.audit({ subject: id, cursor }, signal)}
          what="deeds"
          empty={<p>Nothing yet.</p>}
        >
          {(deeds) => <DeedList deeds={deeds} />}
        </PagesList>
      </section>
    </>
  )
}

function Head({ account }: { readonly account: Account }) {
  return (
    <header>
      <h1 className="break-words text-2xl sm:text-3xl">{account.displayName}</h1>
      <p className="mt-1 break-all">{account.email}</p>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        <Standing account={account} />
        <span>joined {momentWords(account.createdAt)}</span>
        <span>last here: {momentWords(account.lastActiveAt)}</span>
      </p>
    </header>
  )
}

function Devices({ devices }: { readonly devices: readonly Device[] }) {
  return (
    <section aria-labelledby="devices" className="mt-10">
      <h2 id="devices" className="text-xl">
        Signed in on
      </h2>
      {devices.length === 0 ? (
        <p className="mt-3 text-muted">No device.</p>
      ) : (
        <ul className="mt-3 divide-y divide-line">
          {devices.map((device) => (
            <li key={device.id} className="flex flex-wrap justify-between gap-x-6 py-2.5">
              <span className="min-w-0 break-words">{device.label === '' ? 'A device without a name' : device.label}</span>
              <span className="text-sm text-muted">last used {momentWords(device.lastUsedAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Deleted() {
  return (
    <section role="status" className="max-w-xl">
      <h1 className="text-2xl">The account is deleted</h1>
      <p className="mt-3 text-muted">
        Every service erases what it holds. <Link href={paths.adminErasures}>See how far they are</Link>
      </p>
      <p className="mt-6">
        <Link href={paths.adminUsers} className="underline underline-offset-4">
          Back to people
        </Link>
      </p>
    </section>
  )
}
