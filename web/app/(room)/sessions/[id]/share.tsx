'use client'
/** Letting others read this session, after having seen what they would read; taken back at once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye, EyeOff } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { accounts } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type ShareView, type Sharing, sharing } from '../../../../api/sharing.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Appeal } from '../../../../moderation/appeal.tsx'
import { heldWords, removedWords } from '../../../../moderation/words.ts'
import { paths } from '../../../../paths.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { ShareDialog } from './share-dialog.tsx'

export function Share({ sessionId }: { readonly sessionId: string }) {
  const queries = useQueryClient()
  const me = useQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) })
  const view = useQuery({
    queryKey: keys.sharing(sessionId),
    queryFn: ({ signal }) => sharing.preview(sessionId, '', signal),
    enabled: me.data?.emailVerified === true,
    retry: false,
  })
  const [asking, setAsking] = useState(false)
  const became = (now: Sharing): void => {
    setAsking(false)
    queries.setQueryData<ShareView>(keys.sharing(sessionId), (before) => before && { ...before, sharing: now })
  }
  const stop = useSending(async () => became((await sharing.stop(sessionId)).sharing))
  // Beside the point of the page: when it cannot be had, it is not there.
  if (me.data?.emailVerified === false) return <Unconfirmed />
  if (view.data === undefined) return null
  const { sharing: state } = view.data
  const isRead = state.status === 'visible'
  return (
    <section aria-labelledby="sharing" className="mt-14 border-t border-line pt-8">
      <h2 id="sharing" className="flex items-center gap-2.5 text-xl">
        {isRead ? <Eye aria-hidden className="size-5" /> : <EyeOff aria-hidden className="size-5 text-muted" />}
        {isRead ? 'Others can read this' : 'Only you can read this'}
      </h2>
      <p role="status" className="mt-2 max-w-[60ch] text-muted">
        {stateWords(state)}
      </p>
      {stop.error === undefined ? null : (
        <div className="mt-4">
          <Notice message={messageOf(stop.error)} onRetry={() => void stop.retry()} />
        </div>
      )}
      <p className="mt-4 flex flex-wrap items-center gap-3">
        {state.shared ? (
          <Button look="quiet" busy={stop.sending} onClick={() => void stop.send()}>
            Stop sharing
          </Button>
        ) : (
          <Button look="quiet" onClick={() => setAsking(true)}>
            Share it
          </Button>
        )}
        {state.status === 'visible' && state.shareId !== null ? (
          <Link href={paths.sharedSession(state.shareId)} className="underline underline-offset-4">
            See it as others do
          </Link>
        ) : null}
      </p>
      {state.status === 'removed' && !state.appealed ? (
        <div className="mt-3">
          <Appeal ask={async (words) => became((await sharing.appeal(sessionId, words)).sharing)} onAsked={() => undefined} />
        </div>
      ) : null}
      {asking ? <ShareDialog sessionId={sessionId} start={view.data} onClose={() => setAsking(false)} onShared={became} /> : null}
    </section>
  )
}

function Unconfirmed() {
  return (
    <p className="mt-14 border-t border-line pt-8 text-muted">
      Once your e-mail address is confirmed you can share this session with others, without your name.{' '}
      <Link href={paths.settings} className="underline underline-offset-4">
        Confirm it
      </Link>
    </p>
  )
}

function stateWords(state: Sharing): string {
  const { shared, status, pseudonym, appealed } = state
  if (!shared) return 'You can let other learners read it, without your name, and take it back at any time.'
  if (status === 'review' && appealed) return heldWords(state)
  if (status === 'review') return `As ${pseudonym}, as soon as somebody has looked at it. Until then nobody sees it.`
  if (status === 'removed') return `${removedWords('it', state)} Nobody else sees it.`
  return `As ${pseudonym}. Names, addresses and links are blotted out.`
}
