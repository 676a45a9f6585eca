/** Sessions, one to a line. */
import Link from 'next/link'
import type { Session, SessionStatus } from '../../../coach/coach-client.ts'
import { promptCount } from '../../../coach/element.ts'
import { duration } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import { Difficulty } from '../../../ui/difficulty.tsx'

export const statusWords: Readonly<Record<SessionStatus, string>> = { in_progress: 'Open', completed: 'Finished', abandoned: 'Put aside' }

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

export function SessionList({ sessions }: { readonly sessions: readonly Session[] }) {
  return (
    <ul className="mt-4 divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link
            href={session.status === 'in_progress' ? paths.coachSession(session.id) : paths.transcript(session.id)}
            prefetch={false}
            className="group flex flex-wrap items-baseline justify-between gap-x-6 py-3.5"
          >
            <span className="w-full min-w-0 font-display text-lg decoration-quint sm:w-auto decoration-2 underline-offset-4 group-hover:underline">
              {session.algorithmTitle}
            </span>
            <span className="flex flex-wrap gap-x-3 text-sm text-muted">
              <span className={session.status === 'in_progress' ? 'font-semibold text-quint' : ''}>{stateOf(session)}</span>
              <Difficulty value={session.difficulty} />
              {session.timeSpentSeconds > 0 ? <span>{duration(session.timeSpentSeconds)}</span> : null}
              <time dateTime={session.startedAt}>{day.format(new Date(session.startedAt))}</time>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function stateOf(session: Session): string {
  if (session.status === 'in_progress') return `Open: ${session.promptsCompleted} of ${promptCount}`
  return statusWords[session.status]
}
