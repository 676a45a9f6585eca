'use client'
/** The queue of videos and comments: what it says, why it waits, and the decision. */
import Link from 'next/link'
import { type HeldThing, watch } from '../../../../api/watch.ts'
import { paths } from '../../../../paths.ts'
import { adminKeys } from '../admin-api.ts'
import { momentWords } from '../admin-words.ts'
import { Appealed } from '../appealed.tsx'
import { Deciding } from '../deciding.tsx'
import { PagesList } from '../pages-list.tsx'
import { useRefreshed } from '../use-refreshed.ts'

const queryKey = adminKeys.list('watch')

export function HeldThings() {
  return (
    <PagesList queryKey={queryKey} read={(cursor, signal) => watch.held(cursor, signal)} what="texts" empty={<p>Nothing waits for you.</p>}>
      {(things) => (
        <ul className="mt-4 divide-y divide-line">
          {things.map((thing) => (
            <Thing key={thing.id} thing={thing} />
          ))}
        </ul>
      )}
    </PagesList>
  )
}

function Thing({ thing }: { readonly thing: HeldThing }) {
  const refreshed = useRefreshed(queryKey)
  return (
    <li className="grid gap-3 py-5">
      <p className={`whitespace-pre-wrap break-words ${thing.kind === 'video' ? 'first-line:font-semibold' : ''}`}>{thing.text}</p>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        <time dateTime={thing.createdAt}>{momentWords(thing.createdAt)}</time>
        <Link href={paths.video(thing.videoId)} className="underline">
          {thing.kind === 'video' ? 'The video' : 'A comment on this video'}
        </Link>
        {thing.reports === 0 ? null : <span>Reported {thing.reports} times</span>}
        {thing.reasons.join(' ')}
      </p>
      <Appealed who={thing.kind === 'video' ? 'Its owner' : 'Its writer'} words={thing.appeal} />
      <div className="flex flex-wrap gap-3">
        <Deciding
          approve="Let it be seen"
          after={{ approve: 'Everybody who is signed in can see it.', remove: 'Nobody else can see it any more; its writer is told why.' }}
          decide={async (decision, reason) => {
            await watch.decide(thing, decision, reason)
            await refreshed()
          }}
        />
      </div>
    </li>
  )
}
