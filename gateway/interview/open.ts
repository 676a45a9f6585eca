/** Interviews over the socket, put together. */
import type { Board } from '@quint/cache/board.ts'
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import type { SocketFeature } from '../socket/feature.ts'
import { openBank } from './bank.ts'
import type { DeskOptions } from './desk.ts'
import { interviewFeature } from './feature.ts'
import { openRooms } from './rooms.ts'

export interface InterviewClients {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly hints: RpcClient<HintsServiceDefinition>['call']
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
}

export interface InterviewsOptions extends InterviewClients, Pick<DeskOptions, 'limits'> {
  /** By which gateways learn that an interview has gone on at another. */
  readonly board: Board
  readonly chosenCoach: ChosenCoach
  readonly leaving: AbortSignal
  readonly log: Log
}

export function openInterviews({ sessions, hints, runner, limits, ...rest }: InterviewsOptions): SocketFeature {
  const bank = openBank(runner)
  const rooms = openRooms({ ...rest, sessions, clients: { hints, runner, bank } })
  return interviewFeature({ sessions, bank, rooms, limits })
}
