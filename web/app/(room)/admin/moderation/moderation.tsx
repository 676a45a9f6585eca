'use client'
/** The queue: what was written, why it waits, and the decision. */
import { administration, adminKeys, type ModerationEntry } from '../admin-api.ts'
import { Appealed } from '../appealed.tsx'
import { Deciding } from '../deciding.tsx'
import { PagesList } from '../pages-list.tsx'
import { useRefreshed } from '../use-refreshed.ts'

export function Moderation() {
  return (
    <PagesList
      queryKey={adminKeys.list('moderation')}
      read={(cursor, signal) => administration.moderation({ cursor }, signal)}
      what="texts"
      empty={<p>Nothing waits for you.</p>}
    >
      {(entries) => (
        <ul className="mt-4 divide-y divide-line">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </PagesList>
  )
}

function Entry({ entry }: { readonly entry: ModerationEntry }) {
  const refreshed = useRefreshed(adminKeys.list('moderation'))
  return (
    <li className="grid gap-3 py-5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="font-display text-lg">{entry.session?.title ?? 'A text that is gone'}</span>
        <span className="text-sm text-muted">{entry.status === 'visible' ? 'can be read now' : 'nobody can read it yet'}</span>
      </p>
      {entry.session === null ? null : <Written session={entry.session} />}
      <ul className="grid gap-1 text-sm">
        {entry.reasons.map(({ code, message, part }) => (
          <li key={`${code} ${part}`}>
            <span className="font-semibold">{code.replaceAll('_', ' ')}</span>: {message}
          </li>
        ))}
        {entry.reports.map(({ reason, detail = '' }) => (
          <li key={`${reason} ${detail}`}>
            <span className="font-semibold">Reported as {reason.replaceAll('_', ' ')}</span>
            {detail === '' ? null : `: ${detail}`}
          </li>
        ))}
      </ul>
      <Appealed who="Its learner" words={entry.appeal} />
      <div className="flex flex-wrap gap-3">
        <Deciding
          approve="Let it be read"
          after={{
            approve: 'Everybody who is signed in can read it.',
            remove: 'Nobody can read it any more; its writer keeps the session, and is told why.',
          }}
          decide={async (decision, reason) => {
            await administration.decide(entry.id, decision, reason)
            await refreshed()
          }}
        />
      </div>
    </li>
  )
}

function Written({ session }: { readonly session: NonNullable<ModerationEntry['session']> }) {
  const texts = [...session.answers.map(({ text, responseText }) => text ?? responseText ?? ''), session.finalResponse].filter((text) => text !== '')
  return (
    <details>
      <summary className="cursor-pointer text-muted">What {session.pseudonym === '' ? 'they' : session.pseudonym} wrote</summary>
      <div className="mt-3 grid gap-3 border-l-2 border-line pl-4">
        {texts.map((text) => (
          <p key={text} className="whitespace-pre-wrap break-words">
            {text}
          </p>
        ))}
      </div>
    </details>
  )
}
