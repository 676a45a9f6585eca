/** When a process is not well. */
import type { Alert } from '../../area.ts'

const place = 'service_name="hints",instance="a",job="quint/hints"'
const at = { service_name: 'hints', instance: 'a' }
const heap = (used: string): Record<string, string> => ({
  [`v8js_memory_heap_used_bytes{${place}}`]: used,
  [`v8js_memory_heap_limit_bytes{${place}}`]: '1000x60',
})

export const alerts: readonly Alert[] = [
  {
    name: 'EventLoopBlocked',
    expr: 'max by (service_name, instance) (nodejs_eventloop_delay_p99_seconds) > 0.25',
    holds: '5m',
    severity: 'page',
    summary:
      'The event loop of {{ $labels.service_name }} is blocked on {{ $labels.instance }}: everything there waits a quarter of a second or more',
    dashboard: 'quint-runtime',
    fires: [
      { says: 'delays of half a second', series: { [`nodejs_eventloop_delay_p99_seconds{${place}}`]: '0.01x5 0.5x20' }, at: '15m', labels: at },
    ],
    quiet: [
      { says: 'delays of 50 milliseconds', series: { [`nodejs_eventloop_delay_p99_seconds{${place}}`]: '0.05x30' }, at: '15m' },
      { says: 'one bad minute', series: { [`nodejs_eventloop_delay_p99_seconds{${place}}`]: '0.01x8 2 0.01x20' }, at: '15m' },
    ],
  },
  {
    name: 'HeapNearLimit',
    expr: 'max by (service_name, instance) (v8js_memory_heap_used_bytes / v8js_memory_heap_limit_bytes) > 0.9',
    holds: '10m',
    severity: 'ticket',
    summary: '{{ $labels.service_name }} on {{ $labels.instance }} uses more than 90 % of its heap and will run out of it',
    dashboard: 'quint-runtime',
    fires: [{ says: 'a leak', series: heap('100+30x29 950x30'), at: '50m', labels: at }],
    quiet: [
      { says: 'a saw-tooth of garbage', series: heap('500 930 500 930 500 930 500 930 500 930 500 930 500 930 500 930 500 930 500 930'), at: '18m' },
    ],
  },
  {
    name: 'ProcessRestarts',
    expr: 'max by (service_name, instance) (resets(process_uptime_seconds[30m])) >= 3',
    severity: 'page',
    summary: '{{ $labels.service_name }} on {{ $labels.instance }} has started anew three times in half an hour',
    dashboard: 'quint-runtime',
    fires: [
      {
        says: 'it lives for five minutes each time',
        series: { [`process_uptime_seconds{${place}}`]: '0+60x5 0+60x5 0+60x5 0+60x5 0+60x5' },
        at: '28m',
        labels: at,
      },
    ],
    quiet: [{ says: 'a release', series: { [`process_uptime_seconds{${place}}`]: '9000+60x15 0+60x20' }, at: '28m' }],
  },
  {
    name: 'TargetDown',
    expr: 'up{job=~"quint/.*"} == 0',
    holds: '3m',
    severity: 'page',
    summary: '{{ $labels.job }} on {{ $labels.instance }} does not answer Prometheus',
    dashboard: 'quint-runtime',
    fires: [
      {
        says: 'it is silent for five minutes',
        series: { 'up{job="quint/hints",instance="a",service_name="hints"}': '1x5 0x10' },
        at: '10m',
        labels: { job: 'quint/hints', instance: 'a', service_name: 'hints' },
      },
    ],
    quiet: [
      { says: 'one scrape is lost', series: { 'up{job="quint/hints",instance="a",service_name="hints"}': '1x5 0 1x10' }, at: '8m' },
      { says: 'something beside the mesh is silent', series: { 'up{job="node",instance="b"}': '0x20' }, at: '10m' },
    ],
  },
]
