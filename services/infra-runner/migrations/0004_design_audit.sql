-- What learners did with their designs, and what happened to them: lines are only ever added.
create table design_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  -- Who did it; none for what happened by itself, and once the account is gone.
  user_id uuid,
  kind text not null check (kind in ('learner', 'system')),
  action text not null,
  subject uuid,
  detail jsonb not null default '{}'
);
create index design_audit_by_user on design_audit (user_id) where user_id is not null;

create policy named_functions on design_audit to runner_owner using (true) with check (true);
alter table design_audit enable row level security;
alter table design_audit force row level security;

-- Nothing of a line changes but its name, when its account is deleted; no line goes.
create function keep_design_audit() returns trigger
language plpgsql set search_path = runner, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and new.user_id is null and (new.id, new.at, new.kind, new.action, new.subject, new.detail)
    is not distinct from (old.id, old.at, old.kind, old.action, old.subject, old.detail) then return new; end if;
  raise exception 'lines of the audit are only ever added';
end
$$;
create trigger design_audit_kept before update or delete on design_audit for each row execute function keep_design_audit();
create trigger design_audit_whole before truncate on design_audit for each statement execute function keep_design_audit();

-- Written by the tables themselves, so that no way past them is silent.
create function audit_submission() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    insert into design_audit (user_id, kind, action, subject, detail)
    values (new.user_id, 'learner', 'submission.made', new.id, jsonb_build_object('problem', new.problem_id, 'attempt', new.attempt));
  elsif tg_op = 'DELETE' then
    insert into design_audit (user_id, kind, action, subject) values (old.user_id, 'learner', 'submission.deleted', old.id);
  else
    if new.job_id is not null and new.job_id is distinct from old.job_id then
      insert into design_audit (user_id, kind, action, subject) values (new.user_id, 'learner', 'submission.started', new.id);
    end if;
    if new.status is distinct from old.status then
      insert into design_audit (user_id, kind, action, subject, detail)
      values (null, 'system', 'submission.status', new.id, jsonb_build_object('from', old.status, 'to', new.status, 'error', new.error));
    end if;
    if new.moderation is distinct from old.moderation then
      insert into design_audit (user_id, kind, action, subject, detail)
      values (null, 'system', 'submission.moderation', new.id, jsonb_build_object('from', old.moderation, 'to', new.moderation));
    end if;
  end if;
  return null;
end
$$;
create trigger submissions_audited after insert or update or delete on submissions for each row execute function audit_submission();

create function audit_asset() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  insert into design_audit (user_id, kind, action, subject, detail)
  values (coalesce(new.user_id, old.user_id), 'learner', case tg_op when 'INSERT' then 'asset.kept' else 'asset.deleted' end, coalesce(new.id, old.id),
    jsonb_build_object('bytes', coalesce(new.bytes, old.bytes)));
  return null;
end
$$;
create trigger assets_audited after insert or delete on assets for each row execute function audit_asset();

-- What happened to no row: a deployment without an owner was removed.
create function add_design_event(action text, detail jsonb) returns void
language sql security definer set search_path = runner, pg_temp
as $$
  insert into design_audit (kind, action, detail) values ('system', $1, $2)
$$;

-- With the learner's own rows: what was done stays, and nobody knows by whom.
create function forget_in_design_audit(learner uuid) returns void
language sql security definer set search_path = runner, pg_temp
as $$
  update design_audit set user_id = null where user_id = learner
$$;

-- For administrators, the newest first.
create function design_audit_page(before bigint, wanted text, most integer)
returns table (id bigint, at timestamptz, user_id uuid, kind text, action text, subject uuid, detail jsonb)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select a.id, a.at, a.user_id, a.kind, a.action, a.subject, a.detail from design_audit a
  where (before = 0 or a.id < before) and (wanted = '' or a.kind = wanted) order by a.id desc limit most
$$;

-- Of one's own: what an export holds.
create policy own_rows on design_audit for select to runner using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

do $$
declare
  name text;
begin
  execute 'revoke all on design_audit from runner';
  execute 'grant select on design_audit to runner';
  foreach name in array array['audit_submission', 'audit_asset', 'add_design_event', 'forget_in_design_audit', 'design_audit_page'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to runner', name);
  end loop;
end
$$;
