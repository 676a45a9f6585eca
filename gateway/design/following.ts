/** Relays a submission and what its trial finds out as server-sent events; whoever comes back with the last id goes on behind it. */
import type { FollowSubmissionResponse } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request } from 'express'
import { type Listener, relayEvents } from '../http/relay.ts'
import { toNews, toSubmission } from './mapping.ts'
import type { DesignOptions } from './options.ts'

interface Following extends Listener {
  readonly submissionId: string
}

export function streamSubmission({ runner, leaving, log }: DesignOptions, { submissionId, ...listener }: Following): Promise<void> {
  const after = lastSeen(listener.request)
  return relayEvents(
    {
      what: 'a submission',
      leaving,
      log,
      ask: (call) => runner.followSubmission({ submissionId, after }, call),
      refuse: refuseGone,
      toEvent: ({ told }) => toEvent(told),
    },
    listener,
  )
}

/** What was never there, or is another's, is answered like any other of its addresses; what goes away meanwhile is told. */
function refuseGone({ told }: FollowSubmissionResponse): void {
  if (told?.$case === 'gone') throw new Failure('not_found', 'There is no such submission.')
}

function toEvent(told: FollowSubmissionResponse['told']) {
  switch (told?.$case) {
    case 'submission':
      return { name: 'submission', data: JSON.stringify({ submission: toSubmission(told.value) }) }
    case 'news':
      return { id: String(told.value.seq), name: 'news', data: JSON.stringify(toNews(told.value)) }
    case 'gone':
      return { name: 'gone', data: '{}' }
    default:
      return undefined
  }
}

function lastSeen(request: Request): number {
  const given = Number(request.get('last-event-id') ?? '0')
  return Number.isSafeInteger(given) && given > 0 ? given : 0
}
