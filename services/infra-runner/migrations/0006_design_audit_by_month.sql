-- The audit in parts by month, kept for two years. It keeps its name, its columns and its rights, so that the version before goes on; what was
-- written until now is the part of this month, whatever month it is from, and nothing of it is copied.
do $$
declare
  part text := 'design_audit' || to_char(now() at time zone 'utc', '_YYYYMM');
begin
  drop trigger design_audit_kept on design_audit;
  drop trigger design_audit_whole on design_audit;
  alter table design_audit alter column id drop identity;
  execute format('alter index design_audit_by_user rename to %I', part || '_user_id_idx');
  execute format('alter table design_audit drop constraint design_audit_pkey, add constraint %I primary key using index design_audit_key', part || '_pkey');
  execute format('alter table design_audit rename to %I', part);
  execute format('revoke all on %I from runner', part);
end
$$;

create sequence design_audit_ids;
create table design_audit (
  id bigint not null default nextval('design_audit_ids'),
  at timestamptz not null default clock_timestamp(),
  -- Who did it; none for what happened by itself, and once the account is gone.
  user_id uuid,
  kind text not null constraint design_audit_kind_check check (kind in ('learner', 'system')),
  action text not null,
  subject uuid,
  detail jsonb not null default '{}',
  primary key (id, at)
) partition by range (at);
create index design_audit_by_user on design_audit (user_id) where user_id is not null;
alter sequence design_audit_ids owned by design_audit.id;

create policy named_functions on design_audit to runner_owner using (true) with check (true);
create policy own_rows on design_audit for select to runner using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
alter table design_audit enable row level security;
alter table design_audit force row level security;
revoke all on design_audit from runner;
grant select on design_audit to runner;

do $$
declare
  month timestamp := date_trunc('month', now() at time zone 'utc');
begin
  revoke all on sequence design_audit_ids from runner;
  execute format('alter table design_audit attach partition %I for values from (minvalue) to (%L)',
    'design_audit' || to_char(month, '_YYYYMM'), (month + interval '1 month') at time zone 'utc');
  perform setval('design_audit_ids', coalesce(max(id), 0) + 1, false) from design_audit;
end
$$;
create trigger design_audit_kept before update or delete on design_audit for each row execute function keep_design_audit();
create trigger design_audit_whole before truncate on design_audit for each statement execute function keep_design_audit();
insert into partitioned (parent, keep_months) values ('design_audit', 24);
select keep_months();
