'use client'
/** What learners did with their designs and what happened to them, line by line. */
import Link from 'next/link'
import { useState } from 'react'
import { type AuditLine, design } from '../../../../api/design.ts'
import { paths } from '../../../../paths.ts'
import { AwakeSelect } from '../../../../ui/awake.tsx'
import { adminKeys } from '../admin-api.ts'
import { momentWords, shortId } from '../admin-words.ts'
import { PagesList } from '../pages-list.tsx'

const actions: Readonly<Record<string, string>> = {
  'submission.made': 'A design was handed in',
  'submission.started': 'It was started',
  'submission.deleted': 'A design was deleted',
  'submission.status': 'It went on',
  'submission.moderation': 'Its moderation changed',
  'cloud.asked': 'A plan for a cloud was asked for',
  'cloud.state': 'It went on in the cloud',
  'cloud.ending': 'It is to go from the cloud',
  'asset.kept': 'A file was kept',
  'asset.deleted': 'A file was deleted',
  'deployment.orphan_removed': 'A deployment without an owner was removed',
}

export function DesignAudit() {
  const [kind, setKind] = useState('')
  return (
    <section aria-labelledby="design-audit" className="mt-12">
      <h2 id="design-audit" className="text-xl">
        What happened
      </h2>
      <p className="mt-1 max-w-[60ch] text-muted">Lines are only ever added. When an account is deleted, its name goes and the line stays.</p>
      <label className="mt-3 grid max-w-xs gap-1.5">
        <span className="font-semibold">Whose doing</span>
        <AwakeSelect
          value={kind}
          onChange={({ target }) => setKind(target.value)}
          className="min-h-12 rounded-card border border-edge bg-surface px-3 text-ink"
        >
          <option value="">Everything</option>
          <option value="learner">Learners’</option>
          <option value="system">Nobody’s: it happened</option>
        </AwakeSelect>
      </label>
      <PagesList
        queryKey={adminKeys.list('design-audit', { kind })}
        read={(cursor, signal) => design.audit(kind, cursor, signal)}
        what="lines"
        empty={<p>Nothing has happened yet.</p>}
      >
        {(lines) => (
          <ol className="mt-2 divide-y divide-line">
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ol>
        )}
      </PagesList>
    </section>
  )
}

function Line({ line: { at, action, userId, subject, detail } }: { readonly line: AuditLine }) {
  const more = Object.entries(detail)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  return (
    <li className="grid gap-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="font-semibold">{actions[action] ?? action}</span>
        <time dateTime={at} className="text-sm text-muted">
          {momentWords(at)}
        </time>
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-1 break-all text-sm text-muted">
        {subject === null ? null : <code>…{shortId(subject)}</code>}
        {userId === null ? null : (
          <span>
            by{' '}
            <Link href={paths.adminUser(userId)} prefetch={false} className="font-mono underline underline-offset-4">
              …{shortId(userId)}
            </Link>
          </span>
        )}
        {more === '' ? null : <span>{more}</span>}
      </p>
    </li>
  )
}
