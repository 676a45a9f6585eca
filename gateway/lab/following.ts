/** Relays what happens in a run as server-sent events: the run as it changes, and lines of what happened. */
import type { FollowLabRunResponse } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import type { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import { type Listener, relayEvents } from '../http/relay.ts'
import { toRun } from './mapping.ts'

export interface LabOptions {
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  /** Aborted when this gateway leaves. */
  readonly leaving: AbortSignal
  readonly log: Log
}

interface Following extends Listener {
  readonly runId: string
}

export function streamRun({ runner, leaving, log }: LabOptions, { runId, ...listener }: Following): Promise<void> {
  const asked = { runId, ...placeOf(listener.request.get('last-event-id') ?? '') }
  return relayEvents(
    {
      what: 'a run',
      leaving,
      log,
      ask: (call) => runner.followLabRun(asked, call),
      refuse: () => undefined,
      toEvent: toSent,
      last: { name: 'end', data: '{}' },
    },
    listener,
  )
}

function toSent({ event }: FollowLabRunResponse) {
  if (event === undefined) return undefined
  if (event.$case === 'run') return { name: 'run', data: JSON.stringify({ run: toRun(event.value) }) }
  if (event.$case === 'gone') return { name: 'gone', data: '{}' }
  const { attempt, place, lines } = event.value
  // Lines of JSON are the entries of a list of JSON.
  const events = `[${lines.trimEnd().replaceAll('\n', ',')}]`
  return { id: `${attempt}-${place}`, name: 'events', data: `{"attempt":${attempt},"place":${place},"events":${events}}` }
}

/** What a browser heard last; anything else starts anew. */
function placeOf(lastEventId: string): { readonly attempt: number; readonly after: number } {
  const [, attempt = '0', after = '0'] = /^(\d{1,9})-(\d{1,9})$/.exec(lastEventId) ?? []
  return { attempt: Number(attempt), after: Number(after) }
}
