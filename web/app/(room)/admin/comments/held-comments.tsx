'use client'
/** The queue: what was said, of which problem, why it waits, and the decision. */
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { paths } from '../../../../paths.ts'
import { Button } from '../../../../ui/button.tsx'
import { administration, adminKeys, type HeldComment } from '../admin-api.ts'
import { PagesList } from '../pages-list.tsx'
import { ReasonDialog } from '../reason-dialog.tsx'

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

const decisions = {
  approve: { verb: 'Let it be read', look: 'primary', after: 'Everybody who is signed in can read it.' },
  remove: { verb: 'Take it down', look: 'danger', after: 'Nobody can read it any more, and its words are gone.' },
} as const

function Held({ comment: { id, problemId, body, reasons, reports } }: { readonly comment: HeldComment }) {
  const queries = useQueryClient()
  const [decision, setDecision] = useState<keyof typeof decisions>()
  return (
    <li className="grid gap-3 py-5">
      <blockquote className="whitespace-pre-wrap break-words border-l-2 border-line pl-4">{body}</blockquote>
      <p className="flex flex-wrap gap-x-6 text-sm text-muted">
        <Link href={paths.problem(problemId)} className="break-words underline underline-offset-4">
          The problem
        </Link>
        {reasons.map((reason) => (
          <span key={reason}>{reason.replaceAll('_', ' ')}</span>
        ))}
        {reports === 0 ? null : <span>{reports === 1 ? 'reported once' : `reported ${reports} times`}</span>}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="quiet" onClick={() => setDecision('approve')}>
          {decisions.approve.verb}
        </Button>
        <Button look="danger" onClick={() => setDecision('remove')}>
          {decisions.remove.verb}
        </Button>
      </div>
      {decision === undefined ? null : (
        <ReasonDialog
          title={`${decisions[decision].verb}?`}
          verb={decisions[decision].verb}
          look={decisions[decision].look}
          onClose={() => setDecision(undefined)}
          act={async (reason) => {
            await administration.decideComment(id, decision, reason)
            await queries.invalidateQueries({ queryKey: adminKeys.list('comments') })
          }}
        >
          <p>{decisions[decision].after}</p>
        </ReasonDialog>
      )}
    </li>
  )
}
