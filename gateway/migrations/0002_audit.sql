-- What administrators did, by whom and to what: written, never changed. Ids only; it outlives the account that did it.
create table audit (
  id uuid primary key,
  at timestamptz not null default now(),
  actor uuid not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
create index audit_by_time on audit (at desc);
revoke update, delete on audit from identity;
