/** Events on their way: from the outboxes over the bus to whoever applies them. */
import type { Dashboard } from '../../area.ts'

const edge = 'messaging_consumer_group_name, messaging_destination_name'
const legend = '{{messaging_consumer_group_name}} ← {{messaging_destination_name}}'

export const dashboard: Dashboard = {
  uid: 'quint-events',
  title: 'Events and outbox',
  says: 'Nothing that happened may be lost, doubled or late: what waits, what was set aside, and how long an event takes to everybody who reads it.',
  rows: [
    {
      title: 'Is anything stuck?',
      panels: [
        {
          title: 'Oldest event in an outbox',
          says: 'How long the oldest event waits to be published. It stays below a second; a straight line up is a relay or a bus that stands still.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: 'max by (quint_service) (quint_outbox_age_seconds)', legend: '{{quint_service}}' }],
          limits: { warn: 10, bad: 60 },
        },
        {
          title: 'Events in an outbox',
          says: 'How many events wait. A hill that falls again is a burst; one that only grows is a relay that is too slow or stands still.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: 'max by (quint_service) (quint_outbox_depth)', legend: '{{quint_service}}' }],
          limits: { warn: 1000, bad: 10_000 },
        },
        {
          title: 'Behind on the bus',
          says: 'Events of a topic that a group has not read yet.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `max by (${edge}) (quint_bus_lag)`, legend }],
          limits: { warn: 1000, bad: 10_000 },
        },
        {
          title: 'Set aside',
          says: 'Dead letters in the time shown, by what went wrong. Each is a learner\'s change that some service has not heard of: see "npm run events -- list".',
          shows: 'bars',
          unit: 'short',
          queries: [
            {
              expr: `sum by (${edge}, error_type) (increase(quint_deadletters_total[$__range])) > 0`,
              legend: '{{messaging_consumer_group_name}} ← {{messaging_destination_name}}: {{error_type}}',
            },
          ],
          limits: { warn: 1, bad: 10 },
        },
      ],
    },
    {
      title: 'How fresh are the facts?',
      panels: [
        {
          title: 'From commit to applied, 95th percentile',
          says: 'From the change to the moment a group has applied it. A quarter of a second is usual, 2.5 s is promised for 99 of 100.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: `histogram_quantile(0.95, sum by (le, ${edge}) (rate(quint_event_delay_seconds_bucket[$__rate_interval])))`, legend }],
          limits: { warn: 0.25, bad: 2.5 },
        },
        {
          title: 'Applying one event, 95th percentile',
          says: 'Time of one attempt of a group, its transaction included.',
          shows: 'lines',
          unit: 's',
          queries: [
            { expr: `histogram_quantile(0.95, sum by (le, ${edge}) (rate(messaging_process_duration_seconds_bucket[$__rate_interval])))`, legend },
          ],
        },
        {
          title: 'Failed attempts',
          says: 'Attempts a second that failed, by error. They are tried again with growing delay, and set aside in the end.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (messaging_consumer_group_name, error_type) (rate(messaging_process_duration_seconds_count{error_type!=""}[$__rate_interval]))`,
              legend: '{{messaging_consumer_group_name}}: {{error_type}}',
            },
          ],
        },
      ],
    },
    {
      title: 'How much?',
      panels: [
        {
          title: 'Published',
          says: 'Events a second by type.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            { expr: 'sum by (quint_event_type) (rate(messaging_client_sent_messages_total[$__rate_interval]))', legend: '{{quint_event_type}}' },
          ],
        },
        {
          title: 'Applied',
          says: 'Attempts a second by group and topic, repeats included.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: `sum by (${edge}) (rate(messaging_process_duration_seconds_count[$__rate_interval]))`, legend }],
        },
        {
          title: 'Publishing a batch, 95th percentile',
          says: 'Time to the acknowledgement of the bus, by the service whose outbox it is.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le, quint_service) (rate(messaging_client_operation_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{quint_service}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Why?',
      panels: [
        {
          title: 'Attempts that failed',
          says: "Traces from the learner's action to the failed attempt.",
          shows: 'traces',
          unit: 'none',
          queries: [{ expr: '{ span.messaging.operation.name = "process" && status = error }' }],
        },
      ],
    },
  ],
}
