-- Events that a consumer group put off to its retry topics. Later events of the same key queue up behind them, so a key keeps its order.
create table deferred (
  consumer_group text not null,
  event_id uuid not null,
  topic text not null,
  key text not null,
  sequence bigint generated always as identity,
  deferred_at timestamptz not null default now(),
  primary key (consumer_group, event_id)
);
create index deferred_by_key on deferred (consumer_group, topic, key, sequence);
create index deferred_by_time on deferred (deferred_at);
