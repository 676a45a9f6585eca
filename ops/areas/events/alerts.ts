/** When events wait, are set aside, or fall behind. */
import type { Alert } from '../../area.ts'
import { grown } from '../../grown.ts'

const topic = 'messaging_destination_name="quint.identity.user.v1"'
const group = 'messaging_consumer_group_name="hints"'
const read = { messaging_consumer_group_name: 'hints', messaging_destination_name: 'quint.identity.user.v1' }
const setAside = `quint_deadletters_total{${topic},${group},error_type="TypeError"}`
const attempts = (error: string): string =>
  `messaging_process_duration_seconds_count{messaging_operation_name="process",${topic},${group}${error === '' ? '' : `,error_type="${error}"`}}`
const edge = ['messaging_consumer_group_name', 'messaging_destination_name']

export const alerts: readonly Alert[] = [
  {
    name: 'DeadLetters',
    expr: grown('quint_deadletters_total', '15m', edge),
    severity: 'ticket',
    summary: '{{ $labels.messaging_consumer_group_name }} set aside events of {{ $labels.messaging_destination_name }} that it could not apply',
    dashboard: 'quint-events',
    fires: [
      { says: 'one more event is set aside', series: { [setAside]: '3x20 4x10' }, at: '22m', labels: read },
      { says: 'the very first event is set aside', series: { [setAside]: '_x20 1x10' }, at: '22m', labels: read },
    ],
    quiet: [
      { says: 'the last event was set aside an hour ago', series: { [setAside]: '0x10 1x80' }, at: '80m' },
      { says: 'Prometheus was away for twenty minutes', series: { [setAside]: '5x30 _x20 5x10' }, at: '55m' },
    ],
  },
  {
    name: 'OutboxStuck',
    expr: 'max by (quint_service) (quint_outbox_age_seconds) > 60',
    holds: '2m',
    severity: 'page',
    summary: 'Events of {{ $labels.quint_service }} have waited for more than a minute to be published',
    dashboard: 'quint-events',
    fires: [
      {
        says: 'the oldest event grows older and older',
        series: {
          'quint_outbox_age_seconds{quint_service="sessions",instance="a"}': '0x5 60+60x10',
          'quint_outbox_age_seconds{quint_service="hints",instance="b"}': '0x20',
        },
        at: '10m',
        labels: { quint_service: 'sessions' },
      },
    ],
    quiet: [
      { says: 'a burst waits for 30 seconds', series: { 'quint_outbox_age_seconds{quint_service="sessions",instance="a"}': '0x5 30x10' }, at: '10m' },
      {
        says: 'a relay was away for a minute',
        series: { 'quint_outbox_age_seconds{quint_service="sessions",instance="a"}': '0x5 70 0x10' },
        at: '10m',
      },
    ],
  },
  {
    name: 'ConsumerBehind',
    expr: 'max by (messaging_consumer_group_name, messaging_destination_name) (quint_bus_lag) > 1000 and max by (messaging_consumer_group_name, messaging_destination_name) (quint_bus_lag) >= max by (messaging_consumer_group_name, messaging_destination_name) (quint_bus_lag offset 10m)',
    holds: '10m',
    severity: 'ticket',
    summary:
      '{{ $labels.messaging_consumer_group_name }} is more than 1000 events behind on {{ $labels.messaging_destination_name }} and does not catch up',
    dashboard: 'quint-events',
    fires: [
      { says: 'a group reads slower than others write', series: { [`quint_bus_lag{${topic},${group}}`]: '0+100x60' }, at: '50m', labels: read },
    ],
    quiet: [
      { says: 'a group catches up after a break', series: { [`quint_bus_lag{${topic},${group}}`]: '9000-100x60' }, at: '50m' },
      { says: 'a few hundred events are on their way', series: { [`quint_bus_lag{${topic},${group}}`]: '400x60' }, at: '50m' },
    ],
  },
  {
    name: 'EventsFail',
    expr: `sum by (${edge.join(', ')}) (rate(messaging_process_duration_seconds_count{error_type!=""}[10m])) / sum by (${edge.join(', ')}) (rate(messaging_process_duration_seconds_count[10m])) > 0.2`,
    holds: '5m',
    severity: 'ticket',
    summary: '{{ $labels.messaging_consumer_group_name }} fails at more than one attempt in five on {{ $labels.messaging_destination_name }}',
    dashboard: 'quint-events',
    fires: [
      { says: 'every other attempt fails', series: { [attempts('')]: '0+10x30', [attempts('unavailable')]: '0+10x30' }, at: '25m', labels: read },
    ],
    quiet: [{ says: 'one attempt in twenty fails', series: { [attempts('')]: '0+19x30', [attempts('unavailable')]: '0+1x30' }, at: '25m' }],
  },
]
