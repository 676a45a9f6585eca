-- What administrators did, by whom and to what: written, never changed. Ids only; it outlives the account that did it.
-- In parts by month, kept for two years.
create table audit (
  id uuid not null,
  at timestamptz not null default now(),
  actor uuid not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  primary key (id, at)
) partition by range (at);
create index audit_by_time on audit (at desc);
revoke update, delete on audit from identity;
insert into partitioned (parent, keep_months) values ('audit', 24);
select keep_months();
