'use client'
/** The queue: what was said, of which problem, why it waits, and the decision. */
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import { administration, adminKeys, type HeldComment } from '../admin-api.ts'
import { momentWords } from '../admin-words.ts'
import { Appealed } from '../appealed.tsx'
import { Deciding } from '../deciding.tsx'
import { PagesList } from '../pages-list.tsx'
import { useRefreshed } from '../use-refreshed.ts'

export function HeldComments() {
  return (
    <PagesList
      queryKey={adminKeys.list('comments')}
      read={(cursor, signal) => administration.comments({ cursor }, signal)}
      what="comments"
      empty={<p>Nothing waits for you.</p>}
    >
      {(comments) => (
        <ul className="mt-4 divide-y divide-line">
          {comments.map((comment) => (
            <Held key={comment.id} comment={comment} />
          ))}
        </ul>
      )}
    </PagesList>
  )
}

function Held({ comment: { id, problemId, body, createdAt, reasons, reports, appeal } }: { readonly comment: HeldComment }) {
  const refreshed = useRefreshed(adminKeys.list('comments'))
  return (
    <li className="grid gap-3 py-5">
      <blockquote className="whitespace-pre-wrap break-words border-l-2 border-line pl-4">{body}</blockquote>
      <p className="flex flex-wrap gap-x-6 text-sm text-muted">
        <time dateTime={createdAt}>{momentWords(createdAt)}</time>
        <Link href={paths.problem(problemId)} className="break-words underline underline-offset-4">
          The problem
        </Link>
        {reasons.map((reason) => (
          <span key={reason}>{reason.replaceAll('_', ' ')}</span>
        ))}
        {reports === 0 ? null : <span>{reports === 1 ? 'reported once' : `reported ${reports} times`}</span>}
      </p>
      <Appealed who="Its writer" words={appeal} />
      <div className="flex flex-wrap gap-3">
        <Deciding
          approve="Let it be read"
          after={{ approve: 'Everybody who is signed in can read it.', remove: 'Nobody else can read it any more; its writer is told why.' }}
          decide={async (decision, reason) => {
            await administration.decideComment(id, decision, reason)
            await refreshed()
          }}
        />
      </div>
    </li>
  )
}
