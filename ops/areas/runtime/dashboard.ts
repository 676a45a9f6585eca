/** Node processes: processor, memory, event loop, garbage. */
import type { Dashboard } from '../../area.ts'

const service = 'service_name=~"$service"'
const by = 'service_name, instance'
const legend = '{{service_name}} {{instance}}'
const delay = (part: string): string => `max by (service_name) (nodejs_eventloop_delay_${part}_seconds{${service}})`

export const dashboard: Dashboard = {
  uid: 'quint-runtime',
  title: 'Node runtime',
  says: 'How each process is: one event loop serves everybody on it, so its delay is in every answer.',
  variables: [{ name: 'service', label: 'Service', from: { series: 'process_uptime_seconds', label: 'service_name' } }],
  rows: [
    {
      title: 'Event loop',
      panels: [
        {
          title: 'Delay, 99th percentile',
          says: 'How late the loop is at worst, nearly. 10 ms is how it is measured; above 250 ms something computes where it must not.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: `max by (${by}) (nodejs_eventloop_delay_p99_seconds{${service}})`, legend }],
          limits: { warn: 0.1, bad: 0.25 },
        },
        {
          title: 'Delay, from least to greatest',
          says: 'The worst process of the services chosen.',
          shows: 'lines',
          unit: 's',
          queries: [
            { expr: delay('min'), legend: '{{service_name}} least' },
            { expr: delay('mean'), legend: '{{service_name}} mean' },
            { expr: delay('p50'), legend: '{{service_name}} median' },
            { expr: delay('p90'), legend: '{{service_name}} 90th percentile' },
            { expr: delay('max'), legend: '{{service_name}} greatest' },
          ],
        },
        {
          title: 'Utilization',
          says: 'Share of time that the loop is busy. Above 80 % add a process: it has one core, however many there are.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [{ expr: `max by (${by}) (nodejs_eventloop_utilization_ratio{${service}})`, legend }],
          limits: { warn: 0.7, bad: 0.9 },
        },
      ],
    },
    {
      title: 'Memory',
      panels: [
        {
          title: 'Heap in use, of its limit',
          says: 'A saw-tooth is garbage; a rising floor is a leak.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [{ expr: `max by (${by}) (v8js_memory_heap_used_bytes{${service}} / v8js_memory_heap_limit_bytes{${service}})`, legend }],
          limits: { warn: 0.8, bad: 0.9 },
        },
        {
          title: 'Resident memory',
          says: 'What the machine gives: heap, buffers, code. The limit of a container is on this.',
          shows: 'lines',
          unit: 'bytes',
          queries: [{ expr: `sum by (${by}) (process_memory_usage_bytes{${service}})`, legend }],
        },
        {
          title: 'Time in garbage collection',
          says: 'Share of time by kind. More than 10 % in "major" is a heap that is nearly full.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (service_name, v8js_gc_type) (rate(v8js_gc_duration_seconds_sum{${service}}[$__rate_interval]))`,
              legend: '{{service_name}} {{v8js_gc_type}}',
            },
          ],
          limits: { warn: 0.05, bad: 0.1 },
        },
      ],
    },
    {
      title: 'Process',
      panels: [
        {
          title: 'Processor',
          says: 'Cores in use, by mode.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (service_name, cpu_mode) (rate(process_cpu_time_seconds_total{${service}}[$__rate_interval]))`,
              legend: '{{service_name}} {{cpu_mode}}',
            },
          ],
        },
        {
          title: 'Open files and sockets',
          says: 'Each stream is one. It must come down again when learners leave.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `sum by (${by}) (process_unix_file_descriptor_count{${service}})`, legend }],
          limits: { warn: 5000, bad: 10_000 },
        },
        {
          title: 'Uptime',
          says: 'A fall to nothing is a start.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: `min by (${by}) (process_uptime_seconds{${service}})`, legend }],
        },
      ],
    },
  ],
}
