-- Events of this service, written in the transaction of the change they tell of (columns as Debezium's outbox router expects them).
create table outbox (
  sequence bigint generated always as identity primary key,
  id uuid not null unique,
  aggregate_type text not null,
  aggregate_id text not null,
  type text not null,
  payload jsonb not null,
  headers jsonb not null default '{}',
  created_at timestamptz not null default now(),
  -- The writing transaction, for whoever looks into trouble: nothing reads it.
  xid xid8 not null default pg_current_xact_id()
);

-- Events that this service has applied, by consumer group.
create table inbox (
  consumer_group text not null,
  event_id uuid not null,
  processed_at timestamptz not null default now(),
  primary key (consumer_group, event_id)
);
create index inbox_by_time on inbox (processed_at);
