'use client'
/** Every submission with its state, a way to stop it, and a decision where the rules want one. */
import Link from 'next/link'
import { useState } from 'react'
import { type AdminSubmission, design } from '../../../../api/design.ts'
import { messageOf } from '../../../../api/problem.ts'
import { isOver, stateWords } from '../../../../design/words.ts'
import { paths } from '../../../../paths.ts'
import { AwakeInput } from '../../../../ui/awake.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { adminKeys } from '../admin-api.ts'
import { Appealed } from '../appealed.tsx'
import { Deciding } from '../deciding.tsx'
import { PagesList } from '../pages-list.tsx'
import { useRefreshed } from '../use-refreshed.ts'

const queryKey = adminKeys.list('designs')

export function Deployments({ waiting }: { readonly waiting: boolean }) {
  const [held, setHeld] = useState(waiting)
  return (
    <>
      <label className="mt-4 flex min-h-11 items-center gap-3">
        <AwakeInput type="checkbox" checked={held} onChange={({ target }) => setHeld(target.checked)} className="size-5 accent-[var(--accent)]" />
        Only those that wait for a decision
      </label>
      <PagesList
        queryKey={[...queryKey, held]}
        read={(cursor, signal) => design.deployments(held, cursor, signal)}
        what="designs"
        empty={<p>{held ? 'Nothing waits for you.' : 'Nobody has submitted a design.'}</p>}
      >
        {(items) => (
          <ul className="mt-2 divide-y divide-line">
            {items.map((one) => (
              <Deployed key={one.id} submission={one} />
            ))}
          </ul>
        )}
      </PagesList>
    </>
  )
}

function Deployed({ submission }: { readonly submission: AdminSubmission }) {
  const { id, problemTitle, attempt, status, userId, createdAt, moderation, reasons, appeal } = submission
  const again = useRefreshed(queryKey, adminKeys.list('design-audit'))
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const stop = async (): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      await design.endDeployment(id)
      await again()
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  return (
    <li className="grid gap-2 py-4">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>
          {problemTitle} <span className="text-muted">attempt {attempt}</span>
        </span>
        <span className="font-semibold">{stateWords(submission)}</span>
      </p>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        <Link href={paths.adminUser(userId)} className="underline">
          Its learner
        </Link>
        <time dateTime={createdAt}>{new Date(createdAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}</time>
        {reasons.join(' ')}
      </p>
      <Appealed who="Its learner" words={appeal} />
      <div className="flex flex-wrap gap-3">
        {isOver(status) ? null : (
          <Button look="quiet" busy={busy} onClick={() => void stop()}>
            Stop it
          </Button>
        )}
        {moderation === 'review' ? (
          <Deciding
            approve="Let it stand"
            after={{ approve: 'It goes on as it is.', remove: 'It is stopped, and its learner is told why.' }}
            decide={async (decision, reason) => {
              await design.decide(id, decision, reason)
              await again()
            }}
          />
        ) : null}
      </div>
      {failed === undefined ? null : <Notice message={failed} />}
    </li>
  )
}
