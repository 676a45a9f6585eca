/** PostgreSQL: as the services see it through their pools, and as it sees itself. */
import type { Dashboard } from '../../area.ts'

const role = 'db_namespace=~"$role"'
const pool = 'db_client_connection_pool_name=~"$role"'
const database = 'datname=~"$database"'

export const dashboard: Dashboard = {
  uid: 'quint-database',
  title: 'PostgreSQL',
  says: 'A role and schema a service. Above, what services wait for; below, what the server tells of itself: sizes, hits, locks.',
  variables: [
    { name: 'role', label: 'Role', from: { series: 'db_client_connection_max', label: 'db_client_connection_pool_name' } },
    { name: 'database', label: 'Database', from: { series: 'pg_database_size_bytes', label: 'datname' } },
  ],
  rows: [
    {
      title: 'Pools',
      panels: [
        {
          title: 'Connections in use, of those there may be',
          says: 'At 100 % the next transaction waits. The fullest process of each role.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `max by (db_client_connection_pool_name) (sum by (instance, db_client_connection_pool_name) (db_client_connection_count{${pool},db_client_connection_state="used"}) / sum by (instance, db_client_connection_pool_name) (db_client_connection_max{${pool}}))`,
              legend: '{{db_client_connection_pool_name}}',
            },
          ],
          limits: { warn: 0.8, bad: 1 },
        },
        {
          title: 'Connections',
          says: 'Open connections by state; together they must stay below max_connections of the server.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (db_client_connection_pool_name, db_client_connection_state) (db_client_connection_count{${pool}})`,
              legend: '{{db_client_connection_pool_name}} {{db_client_connection_state}}',
            },
          ],
        },
        {
          title: 'Transactions that wait',
          says: 'For a connection, now. More than none for more than a moment is a pool too small or a statement too slow.',
          shows: 'lines',
          unit: 'short',
          queries: [
            {
              expr: `sum by (db_client_connection_pool_name) (db_client_connection_pending_requests{${pool}})`,
              legend: '{{db_client_connection_pool_name}}',
            },
          ],
          limits: { warn: 1, bad: 10 },
        },
        {
          title: 'Wait for a connection, 95th percentile',
          says: 'Below a millisecond as long as one is free.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, db_client_connection_pool_name) (rate(db_client_connection_wait_time_seconds_bucket{${pool}}[$__rate_interval])))`,
              legend: '{{db_client_connection_pool_name}}',
            },
          ],
          limits: { warn: 0.01, bad: 0.25 },
        },
        {
          title: 'Transactions that got no connection',
          says: 'Each is a request that failed.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (db_client_connection_pool_name) (rate(db_client_connection_timeouts_total{${pool}}[$__rate_interval]))`,
              legend: '{{db_client_connection_pool_name}}',
            },
          ],
          limits: { warn: 0.001, bad: 0.1 },
        },
      ],
    },
    {
      title: 'Statements',
      panels: [
        {
          title: 'Statements',
          says: 'Statements a second by role and kind.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (db_namespace, db_operation_name) (rate(db_client_operation_duration_seconds_count{${role}}[$__rate_interval]))`,
              legend: '{{db_namespace}} {{db_operation_name}}',
            },
          ],
        },
        {
          title: 'Time of a statement, 95th percentile',
          says: 'As the service waits. Indexed reads stay below 50 ms; COMMIT is the disk.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, db_namespace, db_operation_name) (rate(db_client_operation_duration_seconds_bucket{${role}}[$__rate_interval])))`,
              legend: '{{db_namespace}} {{db_operation_name}}',
            },
          ],
          limits: { warn: 0.05, bad: 0.5 },
        },
        {
          title: 'Statements that fail, by SQLSTATE',
          says: '40001 and 40P01 are conflicts that are tried again, 57014 ran out of time, 57P01 and 08006 are a server that goes, 23505 is something done twice.',
          shows: 'lines',
          unit: 'ops',
          queries: [
            {
              expr: `sum by (db_namespace, error_type) (rate(db_client_operation_duration_seconds_count{${role},error_type!=""}[$__rate_interval]))`,
              legend: '{{db_namespace}} {{error_type}}',
            },
          ],
        },
      ],
    },
    {
      title: 'The server',
      panels: [
        {
          title: 'Answers',
          says: '1 when the server answers its exporter.',
          shows: 'number',
          unit: 'short',
          width: 4,
          queries: [{ expr: 'min by (instance) (pg_up)', legend: '{{instance}}' }],
          limits: { warn: 1, bad: 0.5, below: true },
        },
        {
          title: 'Size of the database',
          says: 'Tables and indexes on disk.',
          shows: 'number',
          unit: 'bytes',
          width: 4,
          queries: [{ expr: `max by (datname) (pg_database_size_bytes{${database}})`, legend: '{{datname}}' }],
        },
        {
          title: 'Connections at the server',
          says: 'By state. "idle in transaction" for long is a service that forgot to end it.',
          shows: 'lines',
          unit: 'short',
          queries: [{ expr: `sum by (state) (pg_stat_activity_count{${database}})`, legend: '{{state}}' }],
        },
        {
          title: 'Oldest transaction',
          says: 'The relay of events waits for it, and dead rows stay as long as it is open.',
          shows: 'lines',
          unit: 's',
          queries: [{ expr: `max by (state) (pg_stat_activity_max_tx_duration{${database}})`, legend: '{{state}}' }],
          limits: { warn: 60, bad: 300 },
        },
        {
          title: 'Reads from memory',
          says: 'Share of blocks found in the buffers of PostgreSQL. Below 95 % for hours: more memory, or a missing index.',
          shows: 'lines',
          unit: 'percentunit',
          queries: [
            {
              expr: `sum by (datname) (rate(pg_stat_database_blks_hit{${database}}[$__rate_interval])) / (sum by (datname) (rate(pg_stat_database_blks_hit{${database}}[$__rate_interval])) + sum by (datname) (rate(pg_stat_database_blks_read{${database}}[$__rate_interval])))`,
              legend: '{{datname}}',
            },
          ],
          limits: { warn: 0.95, bad: 0.9, below: true },
        },
        {
          title: 'Deadlocks',
          says: 'Transactions that PostgreSQL ended because they waited for each other.',
          shows: 'lines',
          unit: 'ops',
          queries: [{ expr: `sum by (datname) (rate(pg_stat_database_deadlocks{${database}}[$__rate_interval]))`, legend: '{{datname}}' }],
        },
      ],
    },
    {
      title: 'Tables',
      panels: [
        {
          title: 'Largest tables',
          says: 'Disk of a table, its indexes and partitions included.',
          shows: 'bars',
          unit: 'bytes',
          queries: [
            {
              expr: `topk(15, max by (db_namespace, db_collection_name) (quint_db_table_size_bytes{${role}}))`,
              legend: '{{db_namespace}}.{{db_collection_name}}',
            },
          ],
        },
        {
          title: 'Growth of schemas',
          says: 'All tables of each service: straight lines are usual, a bend is a question.',
          shows: 'lines',
          unit: 'bytes',
          queries: [
            {
              expr: `sum by (db_namespace) (max by (db_namespace, db_collection_name) (quint_db_table_size_bytes{${role}}))`,
              legend: '{{db_namespace}}',
            },
          ],
        },
        {
          title: 'Rows, live and dead',
          says: 'Dead rows far above live ones are a table that is not cleaned, mostly for a transaction that stays open.',
          shows: 'table',
          unit: 'short',
          queries: [
            { expr: `max by (schemaname, relname) (pg_stat_user_tables_n_live_tup{${database}})`, legend: 'Rows' },
            { expr: `max by (schemaname, relname) (pg_stat_user_tables_n_dead_tup{${database}})`, legend: 'Dead rows' },
          ],
        },
      ],
    },
    {
      title: 'Backups',
      panels: [
        {
          title: 'Age of the last backup, and of the last one that was restored and checked',
          says: 'A backup is made every 15 minutes and checked every week; what was written since the last one is what a lost server would cost.',
          shows: 'lines',
          unit: 's',
          queries: [
            {
              expr: 'time() - max by (cronjob) (kube_cronjob_status_last_successful_time{namespace="quint",cronjob=~"backup|backup-verification"})',
              legend: '{{cronjob}}',
            },
          ],
        },
      ],
    },
  ],
}
