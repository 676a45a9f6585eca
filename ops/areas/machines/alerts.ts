/** When a disk fills up. */
import type { Alert } from '../../area.ts'

const disk = 'device="/dev/sda1",fstype="ext4",mountpoint="/",instance="node-1"'
const where = { device: '/dev/sda1', fstype: 'ext4', mountpoint: '/', instance: 'node-1' }
const real = '{fstype!~"tmpfs|overlay|squashfs|ramfs"}'
const room = (left: string): Record<string, string> => ({
  [`node_filesystem_avail_bytes{${disk}}`]: left,
  [`node_filesystem_size_bytes{${disk}}`]: '1000x600',
})
const volume = 'namespace="quint",persistentvolumeclaim="postgres-1"'
const volumeRoom = (left: string): Record<string, string> => ({
  [`kubelet_volume_stats_available_bytes{${volume}}`]: left,
  [`kubelet_volume_stats_capacity_bytes{${volume}}`]: '1000x600',
})

const own = 'service_name="quint",instance="a"'
const space = (free: string, used: string): Record<string, string> => ({
  [`system_filesystem_usage_bytes{${own},system_filesystem_state="free"}`]: free,
  [`system_filesystem_usage_bytes{${own},system_filesystem_state="used"}`]: used,
})

export const alerts: readonly Alert[] = [
  {
    name: 'DataDiskFull',
    expr: 'sum by (service_name, instance) (system_filesystem_usage_bytes{system_filesystem_state="free"}) / sum by (service_name, instance) (system_filesystem_usage_bytes) < 0.05',
    holds: '2m',
    severity: 'page',
    summary: 'Less than 5 % is left on the disk that {{ $labels.service_name }} was started on',
    dashboard: 'quint-machines',
    fires: [{ says: '4 % are left', series: space('40x30', '960x30'), at: '10m', labels: { service_name: 'quint', instance: 'a' } }],
    quiet: [{ says: '10 % are left', series: space('100x30', '900x30'), at: '10m' }],
  },
  {
    name: 'DiskFillsUp',
    expr: `node_filesystem_avail_bytes${real} / node_filesystem_size_bytes < 0.3 and predict_linear(node_filesystem_avail_bytes${real}[6h], 86400) < 0`,
    holds: '30m',
    severity: 'ticket',
    summary: '{{ $labels.mountpoint }} of {{ $labels.instance }} will be full within a day',
    dashboard: 'quint-machines',
    fires: [{ says: 'a quarter is left and shrinks fast', series: room('700-1x599'), at: '8h', labels: where }],
    quiet: [
      { says: 'a quarter is left and stays', series: room('250x600'), at: '8h' },
      { says: 'it shrinks fast and most is left', series: room('990-1x599'), at: '8h' },
    ],
  },
  {
    name: 'DiskFull',
    expr: `node_filesystem_avail_bytes${real} / node_filesystem_size_bytes < 0.05`,
    holds: '2m',
    severity: 'page',
    summary: 'Less than 5 % is left on {{ $labels.mountpoint }} of {{ $labels.instance }}',
    dashboard: 'quint-machines',
    fires: [{ says: '4 % are left', series: room('40x60'), at: '10m', labels: where }],
    quiet: [{ says: '10 % are left', series: room('100x60'), at: '10m' }],
  },
  {
    name: 'VolumeFull',
    expr: 'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.1',
    holds: '2m',
    severity: 'page',
    summary: 'Less than 10 % is left on the volume {{ $labels.persistentvolumeclaim }}: PostgreSQL and Kafka stop writing when nothing is left',
    dashboard: 'quint-machines',
    fires: [{ says: '8 % are left', series: volumeRoom('80x60'), at: '10m', labels: { namespace: 'quint', persistentvolumeclaim: 'postgres-1' } }],
    quiet: [{ says: '40 % are left', series: volumeRoom('400x60'), at: '10m' }],
  },
]
