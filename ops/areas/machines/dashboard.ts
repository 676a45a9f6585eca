/** Machines: disk, network, processor, memory. */
import type { Dashboard } from '../../area.ts'

const at = 'instance=~"$machine"'
const real = 'fstype!~"tmpfs|overlay|squashfs|ramfs"'
const wire = 'device!~"lo|veth.*|cali.*|cni.*"'

export const dashboard: Dashboard = {
  uid: 'quint-machines',
  title: 'Disk and network',
  says: 'What the mesh stands on. A full disk stops every write, so it is told a day before.',
  variables: [{ name: 'machine', label: 'Machine', from: { series: 'node_memory_MemTotal_bytes', label: 'instance' } }],
  rows: [
    {
      title: 'As processes of the mesh see it',
      panels: [
        {
          title: 'Room left where a process was started',
          says: 'Share of the file system; on one machine the data of the mesh is there too.',
          shows: 'lines',
          unit: 'percentunit',
          width: 12,
          queries: [
            {
              expr: 'min by (service_name, instance) (sum by (service_name, instance) (system_filesystem_usage_bytes{system_filesystem_state="free"}) / sum by (service_name, instance) (system_filesystem_usage_bytes))',
              legend: '{{service_name}} {{instance}}',
            },
          ],
          limits: { warn: 0.2, bad: 0.05, below: true },
        },
        {
          title: 'Bytes over the network',
          says: 'A second, of the container or machine of each process.',
          shows: 'lines',
          unit: 'Bps',
          width: 12,
          queries: [
            {
              expr: 'sum by (service_name, network_io_direction) (rate(system_network_io_bytes_total[$__rate_interval]))',
              legend: '{{service_name}} {{network_io_direction}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Disk',
      panels: [
        {
          title: 'Room left on file systems',
          says: 'Share that is left.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `min by (instance, mountpoint) (node_filesystem_avail_bytes{${at},${real}} / node_filesystem_size_bytes{${at},${real}})`,
              legend: '{{instance}} {{mountpoint}}',
            },
          ],
          limits: { warn: 0.2, bad: 0.05, below: true },
        },
        {
          title: 'Room left on volumes',
          says: 'Volumes of PostgreSQL and Kafka in the cluster.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: 'min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)',
              legend: '{{namespace}} {{persistentvolumeclaim}}',
            },
          ],
          limits: { warn: 0.2, bad: 0.1, below: true },
        },
        {
          title: 'Disks at work',
          says: 'Share of time with something to do. At 100 % commits wait.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            { expr: `max by (instance, device) (rate(node_disk_io_time_seconds_total{${at}}[$__rate_interval]))`, legend: '{{instance}} {{device}}' },
          ],
          limits: { warn: 0.8, bad: 0.95 },
        },
        {
          title: 'Read and written',
          says: 'Bytes a second of all disks of a machine.',
          shows: 'lines',
          unit: 'Bps',
          queries: [
            { expr: `sum by (instance) (rate(node_disk_read_bytes_total{${at}}[$__rate_interval]))`, legend: '{{instance}} read' },
            { expr: `sum by (instance) (rate(node_disk_written_bytes_total{${at}}[$__rate_interval]))`, legend: '{{instance}} written' },
          ],
        },
      ],
    },
    {
      title: 'Network',
      panels: [
        {
          title: 'Received and sent',
          says: 'Bytes a second, without loopback and without what stays on the machine.',
          shows: 'lines',
          unit: 'Bps',
          queries: [
            { expr: `sum by (instance) (rate(node_network_receive_bytes_total{${at},${wire}}[$__rate_interval]))`, legend: '{{instance}} received' },
            { expr: `sum by (instance) (rate(node_network_transmit_bytes_total{${at},${wire}}[$__rate_interval]))`, legend: '{{instance}} sent' },
          ],
        },
        {
          title: 'Errors on the wire',
          says: 'None are usual.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (instance, device) (rate(node_network_receive_errs_total{${at},${wire}}[$__rate_interval])) + sum by (instance, device) (rate(node_network_transmit_errs_total{${at},${wire}}[$__rate_interval]))`,
              legend: '{{instance}} {{device}}',
            },
          ],
          limits: { warn: 0.01, bad: 1 },
        },
      ],
    },
    {
      title: 'Processor and memory',
      panels: [
        {
          title: 'Processor in use',
          says: 'Share of all cores.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [{ expr: `1 - avg by (instance) (rate(node_cpu_seconds_total{${at},mode="idle"}[$__rate_interval]))`, legend: '{{instance}}' }],
          limits: { warn: 0.8, bad: 0.95 },
        },
        {
          title: 'Memory available',
          says: 'Share that processes can still have.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            { expr: `min by (instance) (node_memory_MemAvailable_bytes{${at}} / node_memory_MemTotal_bytes{${at}})`, legend: '{{instance}}' },
          ],
          limits: { warn: 0.2, bad: 0.1, below: true },
        },
      ],
    },
  ],
}
