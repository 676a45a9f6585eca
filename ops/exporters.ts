/** Metrics that others tell: Prometheus of itself, the collector, and the exporters of machines, volumes, the cluster and PostgreSQL. */

export interface Exported {
  readonly from: 'prometheus' | 'collector' | 'node-exporter' | 'kubelet' | 'kube-state-metrics' | 'postgres-exporter'
  readonly kind: 'counter' | 'gauge'
  readonly labels: readonly string[]
}

const gauge = (from: Exported['from'], ...labels: readonly string[]): Exported => ({ from, kind: 'gauge', labels })
const counter = (from: Exported['from'], ...labels: readonly string[]): Exported => ({ from, kind: 'counter', labels })

/** By name in Prometheus; scraping puts job and instance on each. */
export const exported: Readonly<Record<string, Exported>> = {
  up: gauge('prometheus'),
  ALERTS: gauge('prometheus', 'alertname', 'alertstate', 'severity', 'area', 'slo'),

  otelcol_exporter_send_failed_spans_total: counter('collector', 'exporter'),
  otelcol_exporter_send_failed_log_records_total: counter('collector', 'exporter'),
  otelcol_exporter_sent_spans_total: counter('collector', 'exporter'),
  otelcol_exporter_sent_log_records_total: counter('collector', 'exporter'),
  otelcol_exporter_queue_size: gauge('collector', 'exporter'),

  node_cpu_seconds_total: counter('node-exporter', 'cpu', 'mode'),
  node_memory_MemAvailable_bytes: gauge('node-exporter'),
  node_memory_MemTotal_bytes: gauge('node-exporter'),
  node_filesystem_avail_bytes: gauge('node-exporter', 'device', 'fstype', 'mountpoint'),
  node_filesystem_size_bytes: gauge('node-exporter', 'device', 'fstype', 'mountpoint'),
  node_disk_io_time_seconds_total: counter('node-exporter', 'device'),
  node_disk_read_bytes_total: counter('node-exporter', 'device'),
  node_disk_written_bytes_total: counter('node-exporter', 'device'),
  node_network_receive_bytes_total: counter('node-exporter', 'device'),
  node_network_transmit_bytes_total: counter('node-exporter', 'device'),
  node_network_receive_errs_total: counter('node-exporter', 'device'),
  node_network_transmit_errs_total: counter('node-exporter', 'device'),

  kubelet_volume_stats_available_bytes: gauge('kubelet', 'namespace', 'persistentvolumeclaim'),
  kubelet_volume_stats_capacity_bytes: gauge('kubelet', 'namespace', 'persistentvolumeclaim'),

  kube_cronjob_status_last_successful_time: gauge('kube-state-metrics', 'namespace', 'cronjob'),

  pg_up: gauge('postgres-exporter'),
  pg_database_size_bytes: gauge('postgres-exporter', 'datname'),
  pg_stat_activity_count: gauge('postgres-exporter', 'datname', 'state'),
  pg_stat_activity_max_tx_duration: gauge('postgres-exporter', 'datname', 'state'),
  pg_stat_database_blks_hit: counter('postgres-exporter', 'datname'),
  pg_stat_database_blks_read: counter('postgres-exporter', 'datname'),
  pg_stat_database_deadlocks: counter('postgres-exporter', 'datname'),
  pg_stat_user_tables_n_live_tup: gauge('postgres-exporter', 'datname', 'schemaname', 'relname'),
  pg_stat_user_tables_n_dead_tup: gauge('postgres-exporter', 'datname', 'schemaname', 'relname'),
}
