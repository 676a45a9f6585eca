'use client'
/** Designs in a cloud: the plan as it will be applied, what it costs, and a decision about exactly that plan. */
import Link from 'next/link'
import { useState } from 'react'
import { type AdminCloud, clouds } from '../../../../api/clouds.ts'
import { messageOf } from '../../../../api/problem.ts'
import { cloudStateWords, placeWords } from '../../../../design/cloud-words.ts'
import { paths } from '../../../../paths.ts'
import { AwakeInput } from '../../../../ui/awake.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { adminKeys } from '../admin-api.ts'
import { momentWords, shortId } from '../admin-words.ts'
import { PagesList } from '../pages-list.tsx'
import { ReasonDialog } from '../reason-dialog.tsx'
import { useRefreshed } from '../use-refreshed.ts'

const queryKey = adminKeys.list('clouds')

export function Clouds({ onlyWaiting }: { readonly onlyWaiting: boolean }) {
  const [waiting, setWaiting] = useState(onlyWaiting)
  return (
    <section aria-labelledby="clouds" className="mt-12">
      <h2 id="clouds" className="text-xl">
        In a cloud
      </h2>
      <p className="mt-1 max-w-[60ch] text-muted">
        Whoever approves a plan pays for what it makes. Exactly the plan that is shown is applied, and destroyed when its time is over.
      </p>
      <label className="mt-3 flex min-h-11 items-center gap-3">
        <AwakeInput
          type="checkbox"
          checked={waiting}
          onChange={({ target }) => setWaiting(target.checked)}
          className="size-5 accent-[var(--accent)]"
        />
        Only plans that wait for a decision
      </label>
      <PagesList
        queryKey={[...queryKey, waiting]}
        read={(cursor, signal) => clouds.list(waiting, cursor, signal)}
        what="designs in a cloud"
        empty={<p>{waiting ? 'No plan waits for you.' : 'Nobody has asked for a cloud.'}</p>}
      >
        {(items) => (
          <ul className="mt-2 divide-y divide-line">
            {items.map((one) => (
              <InCloud key={one.id} cloud={one} />
            ))}
          </ul>
        )}
      </PagesList>
    </section>
  )
}

const dialogs = {
  approve: {
    title: 'Approve this plan?',
    verb: 'Approve and make it',
    look: 'primary',
    says: 'Exactly what is shown is made, at your cost, and destroyed when its time is over.',
  },
  refuse: { title: 'Refuse this plan?', verb: 'Refuse it', look: 'danger', says: 'Nothing is made. Its learner reads why.' },
  destroy: { title: 'Have it destroyed?', verb: 'Destroy it', look: 'danger', says: 'Everything that was made of it goes.' },
} as const

function InCloud({ cloud }: { readonly cloud: AdminCloud }) {
  const [reading, setReading] = useState(false)
  const { id, state, submissionId } = cloud
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 py-4">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          {placeWords[cloud.cloud]} <code className="text-muted">…{shortId(submissionId)}</code>
        </span>
        <span className="font-semibold">{cloudStateWords(cloud)}</span>
      </p>
      <Facts cloud={cloud} />
      <div className="flex flex-wrap gap-3">
        {state === 'asked' || state === 'failed' ? null : (
          <Button look="quiet" onClick={() => setReading(!reading)}>
            {reading ? 'Close the plan' : 'Read the plan'}
          </Button>
        )}
        <Deeds cloud={cloud} />
      </div>
      {/* Below the buttons that decide about it, and as high from the press on as it is when it is there. */}
      {reading ? <PlanText id={id} /> : null}
    </li>
  )
}

function Facts({ cloud }: { readonly cloud: AdminCloud }) {
  const { state, reason, detail, failures, usdMonth, userId, createdAt, entry, planExpiresAt, expiresAt, endedAt } = cloud
  const until = endedAt !== null ? null : state === 'planned' ? planExpiresAt : expiresAt
  return (
    <>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        {userId === null ? (
          'Its learner is gone'
        ) : (
          <Link href={paths.adminUser(userId)} className="underline">
            Its learner
          </Link>
        )}
        <time dateTime={createdAt}>{momentWords(createdAt)}</time>
        <span>about ${usdMonth} a month</span>
        {until === null ? null : <span>until {momentWords(until)}</span>}
      </p>
      {reason === null ? null : <p>{reason}</p>}
      {entry === null ? null : <p className="break-all font-mono text-sm">{entry}</p>}
      {detail === '' ? null : (
        <p className="break-words text-sm text-danger">
          {failures > 0 ? `Went wrong ${failures} times. ` : ''}
          {detail}
        </p>
      )}
    </>
  )
}

function Deeds({ cloud: { id, state, digest, ending } }: { readonly cloud: AdminCloud }) {
  const refreshed = useRefreshed(queryKey, adminKeys.list('design-audit'))
  const [decision, setDecision] = useState<keyof typeof dialogs>()
  if (ending) return null
  return (
    <>
      {state === 'planned' ? (
        <>
          <Button look="quiet" onClick={() => setDecision('approve')}>
            Approve
          </Button>
          <Button look="danger" onClick={() => setDecision('refuse')}>
            Refuse
          </Button>
        </>
      ) : null}
      {state === 'applying' || state === 'applied' ? (
        <Button look="danger" onClick={() => setDecision('destroy')}>
          Destroy
        </Button>
      ) : null}
      {decision === undefined ? null : (
        <ReasonDialog
          title={dialogs[decision].title}
          verb={dialogs[decision].verb}
          look={dialogs[decision].look}
          onClose={() => setDecision(undefined)}
          act={async (reason) => {
            await clouds.decide(id, { decision, digest, reason })
            await refreshed()
          }}
        >
          <p>{dialogs[decision].says}</p>
        </ReasonDialog>
      )}
    </>
  )
}

function PlanText({ id }: { readonly id: string }) {
  const { data, error, refetch } = useLearnerQuery({ queryKey: [...queryKey, id, 'plan'], queryFn: ({ signal }) => clouds.plan(id, signal) })
  if (error !== null) return <Notice message={messageOf(error)} onRetry={() => void refetch()} />
  if (data === undefined)
    return (
      <div className="h-96">
        <Waiting label="The plan is being fetched." />
        <Skeleton className="h-full" />
      </div>
    )
  return (
    <div className="flex h-96 flex-col gap-2">
      <p className="break-all text-sm text-muted">
        SHA-256 <code>{data.digest}</code>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section aria-label="The plan" tabIndex={0} className="min-h-0 flex-1 overflow-auto rounded-card border border-line bg-surface p-3">
        <pre className="font-mono text-sm">{data.plan}</pre>
      </section>
    </div>
  )
}
