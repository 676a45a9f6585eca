/** When PostgreSQL, or the way to it, is too narrow. */
import type { Alert } from '../../area.ts'
import { grown } from '../../grown.ts'

const pool = 'db_client_connection_pool_name="sessions"'
const place = 'service_name="sessions",instance="a"'
const one = { service_name: 'sessions', instance: 'a', db_client_connection_pool_name: 'sessions' }
const by = 'service_name, instance, db_client_connection_pool_name'
const connections = (used: string, idle: string, waiting: string): Record<string, string> => ({
  [`db_client_connection_count{${pool},${place},db_client_connection_state="used"}`]: used,
  [`db_client_connection_count{${pool},${place},db_client_connection_state="idle"}`]: idle,
  [`db_client_connection_max{${pool},${place}}`]: '20x30',
  [`db_client_connection_pending_requests{${pool},${place}}`]: waiting,
})
const timeouts = `db_client_connection_timeouts_total{${pool},${place}}`

const succeeded = (cronjob: string): string => `kube_cronjob_status_last_successful_time{namespace="quint",cronjob="${cronjob}"}`
const hour = 3600
const day = 24 * hour

export const alerts: readonly Alert[] = [
  {
    name: 'BackupStale',
    expr: `time() - max(${succeeded('backup')}) > ${hour}`,
    holds: '5m',
    severity: 'page',
    summary: 'No backup has succeeded for an hour: what is lost now is lost for longer than promised',
    dashboard: 'quint-database',
    fires: [{ says: 'the last one was two hours ago', series: { [succeeded('backup')]: '0x180' }, at: '2h', labels: {} }],
    quiet: [{ says: 'the last one was half an hour ago', series: { [succeeded('backup')]: '0x89 5400x91' }, at: '2h' }],
  },
  {
    name: 'BackupUnverified',
    expr: `time() - max(${succeeded('backup-verification')}) > ${8 * day}`,
    holds: '1h',
    severity: 'ticket',
    summary: 'No backup has been restored and checked for eight days',
    dashboard: 'quint-database',
    fires: [{ says: 'the last check was nine days ago', series: { [succeeded('backup-verification')]: '0x13000' }, at: '9d', labels: {} }],
    quiet: [{ says: 'the last check was two days ago', series: { [succeeded('backup-verification')]: '0x10000 604800x3000' }, at: '9d' }],
  },
  {
    name: 'PoolExhausted',
    expr: `sum by (${by}) (db_client_connection_count{db_client_connection_state="used"}) >= sum by (${by}) (db_client_connection_max) and sum by (${by}) (db_client_connection_pending_requests) > 0`,
    holds: '2m',
    severity: 'page',
    summary: 'Transactions of {{ $labels.service_name }} queue for a connection: all of the pool are in use on {{ $labels.instance }}',
    dashboard: 'quint-database',
    fires: [{ says: 'all twenty are used and five wait', series: connections('20x30', '0x30', '5x30'), at: '10m', labels: one }],
    quiet: [
      { says: 'all twenty are used and nobody waits', series: connections('20x30', '0x30', '0x30'), at: '10m' },
      { says: 'nineteen are used', series: connections('19x30', '1x30', '1x30'), at: '10m' },
      { says: 'it lasts one minute', series: connections('5x8 20 5x20', '1x30', '0x8 5 0x20'), at: '10m' },
    ],
  },
  {
    name: 'NoConnection',
    expr: grown('db_client_connection_timeouts_total', '5m', ['service_name', 'db_client_connection_pool_name']),
    severity: 'page',
    summary: 'Transactions of {{ $labels.service_name }} fail for want of a connection to PostgreSQL',
    dashboard: 'quint-database',
    fires: [
      {
        says: 'the first ones fail',
        series: { [timeouts]: '_x5 3x10' },
        at: '8m',
        labels: { service_name: 'sessions', db_client_connection_pool_name: 'sessions' },
      },
      {
        says: 'more of them fail',
        series: { [timeouts]: '3x10 3+2x10' },
        at: '15m',
        labels: { service_name: 'sessions', db_client_connection_pool_name: 'sessions' },
      },
    ],
    quiet: [{ says: 'the last ones failed half an hour ago', series: { [timeouts]: '3x60' }, at: '40m' }],
  },
  {
    name: 'PostgresDown',
    expr: 'pg_up == 0',
    holds: '1m',
    severity: 'page',
    summary: 'PostgreSQL does not answer {{ $labels.instance }}',
    dashboard: 'quint-database',
    fires: [
      {
        says: 'it does not answer for three minutes',
        series: { 'pg_up{job="postgres",instance="postgres-exporter:9187"}': '1x5 0x10' },
        at: '8m',
        labels: { job: 'postgres', instance: 'postgres-exporter:9187' },
      },
    ],
    quiet: [{ says: 'it answers', series: { 'pg_up{job="postgres",instance="postgres-exporter:9187"}': '1x20' }, at: '8m' }],
  },
  {
    name: 'TransactionStays',
    expr: 'max by (datname, state) (pg_stat_activity_max_tx_duration{state=~"active|idle in transaction.*"}) > 300',
    severity: 'ticket',
    summary:
      'A transaction of {{ $labels.datname }} ({{ $labels.state }}) has been open for more than five minutes: it holds back the relay of events and the cleaning of tables',
    dashboard: 'quint-database',
    fires: [
      {
        says: 'one is idle in its transaction for six minutes',
        series: { 'pg_stat_activity_max_tx_duration{datname="quint",state="idle in transaction"}': '0+60x10' },
        at: '6m',
        labels: { datname: 'quint', state: 'idle in transaction' },
      },
    ],
    quiet: [{ says: 'a backup of a minute', series: { 'pg_stat_activity_max_tx_duration{datname="quint",state="active"}': '60x10' }, at: '6m' }],
  },
  {
    name: 'Deadlocks',
    expr: 'sum by (datname) (increase(pg_stat_database_deadlocks[30m])) > 2',
    severity: 'ticket',
    summary: 'Transactions of {{ $labels.datname }} wait for each other: PostgreSQL ended more than two of them in half an hour',
    dashboard: 'quint-database',
    fires: [
      {
        says: 'one every five minutes',
        series: { 'pg_stat_database_deadlocks{datname="quint"}': '0x5 1x5 2x5 3x5 4x5 5x5 6x5 7x5' },
        at: '40m',
        labels: { datname: 'quint' },
      },
    ],
    quiet: [{ says: 'one in half an hour', series: { 'pg_stat_database_deadlocks{datname="quint"}': '0x20 1x20' }, at: '40m' }],
  },
]
