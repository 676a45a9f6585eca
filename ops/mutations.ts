/** Changes that somebody could make by mistake, each with what must be said about it: a check that nobody has seen fail is none. */
import { registry } from '@quint/telemetry/registry.ts'
import type { Alert, Area, Dashboard, Objective, Panel } from './area.ts'
import type { Ground } from './faults.ts'
import { knownSeries } from './series.ts'

export interface World {
  readonly areas: readonly Area[]
  readonly ground: Ground
}

export interface Mutation {
  readonly name: string
  readonly change: (world: World) => World
  readonly says: RegExp
}

type Change = Mutation['change']

const inArea =
  (name: string, change: (area: Area) => Area): Change =>
  (world) => ({ ...world, areas: world.areas.map((area) => (area.name === name ? change(area) : area)) })

const first = <Of>(items: readonly Of[], change: (item: Of) => Of): Of[] => items.map((item, index) => (index === 0 ? change(item) : item))

const dashboard = (of: string, change: (dashboard: Dashboard) => Dashboard): Change =>
  inArea(of, (area) => ({ ...area, dashboard: change(area.dashboard) }))
const panel = (of: string, change: (panel: Panel) => Panel): Change =>
  dashboard(of, (drawn) => ({ ...drawn, rows: first(drawn.rows, (row) => ({ ...row, panels: first(row.panels, change) })) }))
const query = (of: string, expr: string, legend = ''): Change =>
  panel(of, (one) => ({ ...one, shows: 'lines', queries: [...one.queries, { expr, legend }] }))
const alert = (of: string, change: (alert: Alert) => Alert): Change => inArea(of, (area) => ({ ...area, alerts: first(area.alerts, change) }))
const objective = (of: string, change: (objective: Objective) => Objective): Change =>
  inArea(of, (area) => ({ ...area, objectives: first(area.objectives, change) }))
const runbooks =
  (change: (given: Map<string, string>) => Map<string, string>): Change =>
  (world) => ({ ...world, ground: { ...world.ground, runbooks: change(new Map(world.ground.runbooks)) } })
const metrics =
  (change: (given: Record<string, (typeof registry)[keyof typeof registry]>) => void): Change =>
  (world) => {
    const changed = { ...registry }
    change(changed)
    return { ...world, ground: { ...world.ground, series: knownSeries(changed) } }
  }

/** Lines of a query language, read as a panel of the events dashboard or, for logs and traces, of the security one. */
const queries: readonly Mutation[] = [
  { name: 'a bracket is lost', change: query('events', 'sum(rate(quint_deadletters_total[5m])'), says: /cannot be read/ },
  { name: 'a metric is misspelt', change: query('events', 'max(quint_outbox_agee_seconds)'), says: /no series quint_outbox_agee_seconds/ },
  { name: 'the unit is forgotten', change: query('events', 'max(quint_outbox_age)'), says: /no series quint_outbox_age$/ },
  { name: 'a recorded name is misspelt', change: query('events', 'slo:sli_error:ratio_rate2h'), says: /no series slo:sli_error:ratio_rate2h/ },
  { name: 'a label is misspelt', change: query('events', 'max(quint_outbox_depth{service="hints"})'), says: /has no label service$/ },
  {
    name: 'a value is misspelt',
    change: query('events', 'sum(rate(quint_auth_events_total{quint_auth_code="token_used"}[5m]))'),
    says: /is never token_used/,
  },
  {
    name: 'one of several values is misspelt',
    change: query('events', 'sum(rate(rpc_server_call_duration_seconds_count{rpc_response_status_code=~"OK|UNAVAILIBLE"}[5m]))'),
    says: /is never UNAVAILIBLE/,
  },
  { name: 'a sum is kept by a label that is not there', change: query('events', 'max by (group) (quint_bus_lag)'), says: /has the label group$/ },
  { name: 'a counter is shown as it is', change: query('events', 'sum(quint_deadletters_total)'), says: /is a counter/ },
  { name: 'a gauge is taken for a counter', change: query('events', 'rate(quint_outbox_depth[5m])'), says: /which is no counter/ },
  {
    name: 'a quantile of a sum without its buckets',
    change: query('events', 'histogram_quantile(0.9, sum by (http_route) (rate(http_server_request_duration_seconds_bucket[5m])))'),
    says: /lost the label le/,
  },
  {
    name: 'a quantile of counts',
    change: query('events', 'histogram_quantile(0.9, sum(rate(http_server_request_duration_seconds_count[5m])))'),
    says: /which has no buckets/,
  },
  {
    name: 'a bound that no histogram has',
    change: query('events', 'sum(rate(quint_event_delay_seconds_bucket{le="0.3"}[5m]))'),
    says: /le of quint_event_delay_seconds_bucket is never 0\.3/,
  },
  {
    name: 'a bound that is written in two ways',
    change: query('events', 'sum(rate(quint_event_delay_seconds_bucket{le="5"}[5m]))'),
    says: /no whole number/,
  },
  {
    name: 'a legend names a label that was summed away',
    change: query('events', 'sum(quint_outbox_depth)', '{{quint_service}}'),
    says: /no label quint_service for the legend/,
  },
  {
    name: 'a variable that the dashboard has not',
    change: query('events', 'max(quint_outbox_depth{quint_service=~"$role"})'),
    says: /no variable role/,
  },
  {
    name: 'a log query cannot be read',
    change: panel('security', (one) => ({ ...one, shows: 'logs', queries: [{ expr: '{service_name="gateway" | logger="security"' }] })),
    says: /cannot be read/,
  },
  {
    name: 'a log query asks for a field that no line has',
    change: panel('security', (one) => ({ ...one, shows: 'logs', queries: [{ expr: '{service_name="gateway"} | email="x"' }] })),
    says: /no log line has email/,
  },
  {
    name: 'a trace query cannot be read',
    change: panel('security', (one) => ({ ...one, shows: 'traces', queries: [{ expr: '{ status = error' }] })),
    says: /cannot be read/,
  },
  {
    name: 'a trace query asks for an attribute that no span has',
    change: panel('security', (one) => ({ ...one, shows: 'traces', queries: [{ expr: '{ span.db.statement = "x" }' }] })),
    says: /no span has span\.db\.statement/,
  },
]

const documents: readonly Mutation[] = [
  { name: 'a panel asks nothing', change: panel('security', (one) => ({ ...one, queries: [] })), says: /asks nothing/ },
  {
    name: 'a dashboard has the address of another',
    change: dashboard('events', (drawn) => ({ ...drawn, uid: 'quint-calls' })),
    says: /is called quint-events/,
  },
  {
    name: 'a variable lists a label that is not there',
    change: dashboard('calls', (drawn) => ({ ...drawn, variables: [{ name: 'caller', label: 'Caller', from: { series: 'up', label: 'caller' } }] })),
    says: /no series up with a label caller/,
  },
  {
    name: 'a variable is used by no panel',
    change: dashboard('events', (drawn) => ({ ...drawn, variables: [{ name: 'group', label: 'Group', from: { typed: '1' } }] })),
    says: /no panel uses the variable group/,
  },
  {
    name: 'a dashboard is gone, and with it the last sight of a metric',
    change: inArea('caches', (area) => ({ ...area, dashboard: { ...area.dashboard, rows: [] } })),
    says: /quint\.cache\.requests: no dashboard/,
  },
]

const alerts: readonly Mutation[] = [
  {
    name: 'an alert loses its runbook',
    change: runbooks((given) => new Map([...given].filter(([name]) => name !== 'DeadLetters'))),
    says: /DeadLetters: has no runbook/,
  },
  {
    name: 'a runbook outlives its alert',
    change: inArea('events', (area) => ({ ...area, alerts: area.alerts.slice(1) })),
    says: /runbook DeadLetters: there is no such alert/,
  },
  {
    name: 'a runbook does not say what to do',
    change: runbooks((given) => given.set('DeadLetters', '# DeadLetters\n\n## What it means\n\nSo.\n')),
    says: /DeadLetters: says nothing under "What to do"/,
  },
  { name: 'an alert has no case that fires', change: alert('events', (one) => ({ ...one, fires: [] as never })), says: /needs a case/ },
  { name: 'an alert has no case in which it is quiet', change: alert('events', (one) => ({ ...one, quiet: [] as never })), says: /needs a case/ },
  { name: 'an alert is misnamed', change: alert('events', (one) => ({ ...one, name: 'dead_letters' })), says: /CamelCase/ },
  {
    name: 'two alerts have one name',
    change: alert('events', (one) => ({ ...one, name: 'OutboxStuck' })),
    says: /alert OutboxStuck: is there twice/,
  },
  {
    name: 'an alert shows a dashboard that is not there',
    change: alert('events', (one) => ({ ...one, dashboard: 'quint-kafka' })),
    says: /no dashboard quint-kafka/,
  },
  {
    name: 'an alert names a label that its result has not',
    change: alert('events', (one) => ({ ...one, summary: '{{ $labels.topic }} is stuck' })),
    says: /summary names topic/,
  },
  {
    name: 'an alert asks for a metric that is not there',
    change: alert('events', (one) => ({ ...one, expr: 'quint_dead > 0' })),
    says: /alert DeadLetters: there is no series quint_dead/,
  },
  {
    name: 'a case is about a series that cannot be',
    change: alert('events', (one) => ({ ...one, quiet: [{ says: 'x', at: '5m', series: { 'quint_deadletters_total{topic="x"}': '0x9' } }] })),
    says: /gives quint_deadletters_total a label topic/,
  },
]

const promises: readonly Mutation[] = [
  {
    name: 'an objective promises too little to be missed',
    change: objective('services', (one) => ({ ...one, target: 0.9 })),
    says: /no failure burns 14\.4 times/,
  },
  { name: 'an objective promises everything', change: objective('services', (one) => ({ ...one, target: 1 })), says: /target of 1/ },
  {
    name: 'an objective counts by a label that is not there',
    change: objective('services', (one) => ({ ...one, failed: 'sum(rate(http_server_request_duration_seconds_count{status="500"}[$window]))' })),
    says: /objective gateway-availability: .* no label status/,
  },
]

const registryChanges: readonly Mutation[] = [
  { name: 'a metric goes', change: metrics((given) => delete given['quint.outbox.age']), says: /no series quint_outbox_age_seconds/ },
  {
    name: 'a metric comes that nobody looks at',
    change: metrics((given) =>
      Object.assign(given, { 'quint.video.stages': { kind: 'counter', unit: '{stage}', description: 'Stages.', attributes: {} } }),
    ),
    says: /quint\.video\.stages: no dashboard/,
  },
  {
    name: 'an attribute is called otherwise',
    change: metrics((given) =>
      Object.assign(given, { 'quint.outbox.depth': { ...registry['quint.outbox.depth'], attributes: { service: { bounded: 'x' } } } }),
    ),
    says: /has the label quint_service/,
  },
]

export const mutations: readonly Mutation[] = [...queries, ...documents, ...alerts, ...promises, ...registryChanges]
