'use client'
/** Dead letters, each with its way back. */
import { useState } from 'react'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { administration, adminKeys, type DeadLetter } from '../admin-api.ts'
import { momentWords } from '../admin-words.ts'
import { PagesList } from '../pages-list.tsx'
import { useRefreshed } from '../use-refreshed.ts'

export function DeadLetters() {
  const [said, setSaid] = useState('')
  return (
    <>
      <p role="status" className="mt-4 text-muted empty:hidden">
        {said}
      </p>
      <PagesList
        queryKey={adminKeys.list('dead-letters')}
        read={(cursor, signal) => administration.deadLetters({ cursor }, signal)}
        what="dead letters"
        empty={<p>No event waits here: every service could apply all it was told.</p>}
      >
        {(letters) => (
          <ul className="mt-4 divide-y divide-line">
            {letters.map((letter) => (
              <Line key={letter.id} letter={letter} onReplayed={() => setSaid(`${letter.id} is on its way to ${letter.group} again.`)} />
            ))}
          </ul>
        )}
      </PagesList>
    </>
  )
}

function Line({ letter, onReplayed }: { readonly letter: DeadLetter; readonly onReplayed: () => void }) {
  const refreshed = useRefreshed(adminKeys.list('dead-letters'))
  const { sending, error, send } = useSending(async () => {
    await administration.replay(letter.id)
    onReplayed()
    await refreshed()
  })
  return (
    <li className="grid gap-3 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="break-words font-semibold">{letter.type === '' ? 'Not an event of ours' : letter.type}</p>
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-muted">
            <span>set aside by {letter.group}</span>
            <span>
              <code>{letter.error}</code> after {letter.attempts} attempts
            </span>
            <time dateTime={letter.lastFailedAt}>{momentWords(letter.lastFailedAt)}</time>
            {letter.replays > 0 ? <span>applied again {letter.replays} times, in vain</span> : null}
          </p>
        </div>
        <Button look="quiet" busy={sending} onClick={() => void send()}>
          Apply again
        </Button>
      </div>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </li>
  )
}
