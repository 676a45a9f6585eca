/** The services that hold something of learners, and what each tells of them: a new service is its line here. */
import type { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import type { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { GetStatsResponse, SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { elementName } from '../../coach/mapping.ts'
import type { HoldingService } from '../export.ts'
import type { StatsPart } from './stats.ts'

export interface Clients {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly hints: RpcClient<HintsServiceDefinition>['call']
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  readonly plans: RpcClient<PlansServiceDefinition>['call']
  readonly content: RpcClient<ContentServiceDefinition>['call']
}

export function holdingServices({ sessions, hints, runner, plans, content }: Clients): readonly HoldingService[] {
  return [
    { name: 'sessions', export: (asking) => sessions.streamExport({}, asking) },
    { name: 'hints', export: (asking) => hints.streamExport({}, asking) },
    { name: 'runner', export: (asking) => runner.streamExport({}, asking) },
    { name: 'plans', export: (asking) => plans.streamExport({}, asking) },
    { name: 'content', export: (asking) => content.streamExport({}, asking) },
  ]
}

/** Each says so by `<service>.learner.erased`; identity itself is one of them. */
export const erasers: readonly string[] = ['identity', 'sessions', 'hints', 'runner', 'plans', 'content']

/** Each practice adds its figures. */
export function practices({ sessions, plans, content, runner }: Clients): readonly StatsPart[] {
  return [
    { name: 'coach', read: async (asking) => toCoachStats(await sessions.getStats({}, asking)) },
    { name: 'interviews', read: (asking) => sessions.getInterviewStats({}, asking) },
    { name: 'plans', read: (asking) => plans.getStats({}, asking) },
    { name: 'videos', read: (asking) => content.getStats({}, asking) },
    { name: 'build', read: (asking) => runner.getStats({}, asking) },
  ]
}

function toCoachStats({ streak, elements, ...counts }: GetStatsResponse) {
  return { ...counts, streak: streak ?? null, elements: elements.map((count) => ({ ...count, element: elementName(count.element) })) }
}
