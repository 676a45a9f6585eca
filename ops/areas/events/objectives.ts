/** What whoever reads events is promised. */
import type { Objective } from '../../area.ts'

const delay = 'quint_event_delay_seconds'
const group = 'messaging_destination_name="quint.identity.user.v1",messaging_consumer_group_name="hints"'

export const objectives: readonly Objective[] = [
  {
    name: 'event-freshness',
    alert: 'EventFreshness',
    title: 'Events are applied within 2.5 seconds',
    says: '99 % of events are applied by each group of the mesh within 2.5 s of the change that they tell of.',
    target: 0.99,
    events: `sum(rate(${delay}_count[$window]))`,
    failed: `sum(rate(${delay}_count[$window])) - sum(rate(${delay}_bucket{le="2.5"}[$window]))`,
    series: { every: [`${delay}_count{${group}}`], good: [`${delay}_bucket{${group},le="2.5"}`] },
    dashboard: 'quint-events',
  },
]
