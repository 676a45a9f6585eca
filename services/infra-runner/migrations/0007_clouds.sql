-- Designs in a cloud: planned, approved by whoever pays, applied, destroyed. A row outlives its submission for as long as anything of it may be there.
create table clouds (
  id uuid primary key,
  submission_id uuid not null,
  -- None once the submission or the account is gone: the row stays until nothing of it is there.
  user_id uuid,
  cloud text not null check (cloud in ('aws', 'google')),
  namespace text not null,
  state text not null default 'asked' check (state in ('asked', 'planned', 'approved', 'applying', 'applied', 'destroying', 'destroyed', 'refused', 'failed',
    'expired')),
  -- It is to go, wherever it is.
  ending boolean not null default false,
  -- What the learner is told: of ours, or an administrator's words.
  reason text not null default '',
  -- What the program said, without any credential: for administrators.
  detail text not null default '',
  problem_id text not null,
  blueprint jsonb,
  api jsonb,
  module text not null default '',
  -- As it stands on everything that is made.
  label text not null,
  usd_month double precision not null,
  -- Types and names of what is created.
  makes jsonb not null default '[]',
  plan bytea,
  -- SHA-256 of the saved plan: what is approved, and what is applied.
  plan_digest text not null default '',
  plan_text text not null default '',
  -- Which versions of providers the plan was made with.
  locks text not null default '',
  -- Terraform's state, kept as it grows.
  state_file bytea,
  -- Addresses of what a state once held: a cloud may tell of what is destroyed for a while.
  known jsonb not null default '[]',
  outputs jsonb,
  checks jsonb,
  -- Counts those who took it up. Only the last of them may keep anything: the fencing token.
  attempt integer not null default 0,
  failures integer not null default 0,
  run_at timestamptz not null default now(),
  leased_until timestamptz,
  plan_expires_at timestamptz,
  expires_at timestamptz,
  -- Since when it is to go.
  ending_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index clouds_one on clouds (submission_id) where ended_at is null;
create index clouds_by_submission on clouds (submission_id, created_at desc);
create index clouds_by_user on clouds (user_id, created_at, id);
create index clouds_under_way on clouds (run_at) where ended_at is null;

create policy own_rows on clouds to runner
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy named_functions on clouds to runner_owner using (true) with check (true);
alter table clouds enable row level security;
alter table clouds force row level security;

create function date_cloud() returns trigger
language plpgsql set search_path = runner, pg_temp
as $$
begin
  new.updated_at := clock_timestamp();
  if new.ending or new.state = 'destroying' then new.ending_since := coalesce(new.ending_since, clock_timestamp()); end if;
  if new.state in ('destroyed', 'refused', 'failed', 'expired') then new.ended_at := coalesce(new.ended_at, clock_timestamp()); end if;
  return new;
end
$$;
create trigger clouds_dated before update on clouds for each row execute function date_cloud();

-- Whoever follows the submission hears of it, and so does the audit; that somebody still has it in hand is no news.
create function tell_cloud() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    insert into design_audit (user_id, kind, action, subject, detail)
    values (new.user_id, 'learner', 'cloud.asked', new.submission_id, jsonb_build_object('cloud', new.cloud, 'usdMonth', new.usd_month));
  else
    if new.state is distinct from old.state then
      insert into design_audit (kind, action, subject, detail)
      values ('system', 'cloud.state', new.submission_id, jsonb_build_object('from', old.state, 'to', new.state, 'plan', left(new.plan_digest, 12)));
    end if;
    if new.ending and not old.ending then
      insert into design_audit (kind, action, subject, detail) values ('system', 'cloud.ending', new.submission_id, jsonb_build_object('state', new.state));
    end if;
    if (new.state, new.ending, new.checks) is not distinct from (old.state, old.ending, old.checks) then return null; end if;
  end if;
  perform pg_notify('quint_designs', new.submission_id::text);
  return null;
end
$$;
create trigger clouds_told after insert or update on clouds for each row execute function tell_cloud();

-- What belongs to nobody any more, and is nowhere any more, goes.
create function forget_cloud() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  delete from clouds where id = new.id and user_id is null and ended_at is not null;
  return null;
end
$$;
create trigger clouds_forgotten after update on clouds for each row when (new.user_id is null and new.ended_at is not null) execute function forget_cloud();

-- A submission that is deleted or taken down takes its cloud with it; what was written goes at once, what was made as soon as it can.
create function end_cloud() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    delete from clouds where submission_id = old.id and ended_at is not null;
    update clouds set ending = true, user_id = null, run_at = clock_timestamp(), blueprint = null, api = null, module = '', makes = '[]', plan = null,
      plan_text = '', checks = null, reason = '' where submission_id = old.id;
  else
    update clouds set ending = true, run_at = clock_timestamp() where submission_id = new.id and ended_at is null;
  end if;
  return null;
end
$$;
create trigger submissions_cloudless after delete on submissions for each row execute function end_cloud();
create trigger submissions_taken_down after update of moderation on submissions for each row when (new.moderation = 'removed') execute function end_cloud();

-- The next one that there is something to do for. A lease that ran out is taken up again.
create function claim_cloud(lease_seconds double precision) returns setof clouds
language sql security definer set search_path = runner, pg_temp
as $$
  with next as (
    select c.id from clouds c
    where c.ended_at is null and c.run_at <= clock_timestamp() and coalesce(c.leased_until, '-infinity') <= clock_timestamp()
      and (c.state in ('asked', 'approved', 'applying', 'destroying')
        or (c.state = 'planned' and (c.ending or c.plan_expires_at <= clock_timestamp()))
        or (c.state = 'applied' and (c.ending or c.checks is null or c.expires_at <= clock_timestamp())))
    order by c.run_at limit 1 for update of c skip locked
  )
  update clouds c set attempt = c.attempt + 1, leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  from next where c.id = next.id returning c.*
$$;

-- Of the last attempt alone: the lease is renewed, or given back with a pause.
create function beat_cloud(wanted uuid, own_attempt integer, lease_seconds double precision) returns table (ending boolean)
language sql security definer set search_path = runner, pg_temp
as $$
  update clouds c set leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  where c.id = wanted and c.attempt = own_attempt and c.ended_at is null returning c.ending
$$;

-- Of the last attempt alone: what is named in the patch is changed.
create function put_cloud(wanted uuid, own_attempt integer, patch jsonb) returns table (ending boolean)
language sql security definer set search_path = runner, pg_temp
as $$
  update clouds c set state = n.state, reason = n.reason, detail = n.detail, makes = n.makes, plan = n.plan, plan_digest = n.plan_digest,
    plan_text = n.plan_text, locks = n.locks, state_file = n.state_file, known = n.known, outputs = n.outputs, checks = n.checks, failures = n.failures, run_at = n.run_at,
    leased_until = n.leased_until, plan_expires_at = n.plan_expires_at
  from (select (jsonb_populate_record(o, patch)).* from clouds o where o.id = wanted and o.attempt = own_attempt and o.ended_at is null for update) n
  where c.id = n.id returning c.ending
$$;

-- For administrators, the newest first, without blobs; waiting: those that wait for a decision.
create function all_clouds(before uuid, waiting boolean, most integer)
returns table (id uuid, submission_id uuid, user_id uuid, cloud text, namespace text, state text, ending boolean, reason text, detail text,
  usd_month double precision, makes jsonb, plan_digest text, outputs jsonb, checks jsonb, failures integer, plan_expires_at timestamptz, expires_at timestamptz,
  created_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select c.id, c.submission_id, c.user_id, c.cloud, c.namespace, c.state, c.ending, c.reason, c.detail, c.usd_month, c.makes, c.plan_digest, c.outputs,
    c.checks, c.failures, c.plan_expires_at, c.expires_at, c.created_at, c.ended_at
  from clouds c where (before is null or c.id < before) and (not waiting or c.state = 'planned') order by c.id desc limit most
$$;

create function cloud_plan(wanted uuid)
returns table (submission_id uuid, user_id uuid, state text, module text, label text, plan_text text, plan_digest text)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select c.submission_id, c.user_id, c.state, c.module, c.label, c.plan_text, c.plan_digest from clouds c where c.id = wanted
$$;

-- One decision about one plan. Approving counts what is there already, one after another.
create function decide_cloud(wanted uuid, digest text, decision text, why text, hours double precision, most integer) returns text
language plpgsql security definer set search_path = runner, pg_temp
as $$
declare
  found clouds;
begin
  perform pg_advisory_xact_lock(hashtextextended('runner.clouds', 0));
  select * into found from clouds c where c.id = wanted for update;
  if found.id is null then return 'gone'; end if;
  if decision = 'destroy' then
    if found.ended_at is not null then return 'over'; end if;
    update clouds c set ending = true, run_at = clock_timestamp(), reason = case when c.reason = '' then why else c.reason end where c.id = wanted;
    return 'done';
  end if;
  if found.state <> 'planned' or found.ending then return 'over'; end if;
  if found.plan_digest <> digest then return 'other'; end if;
  if decision = 'refuse' then
    update clouds c set state = 'refused', reason = why, plan = null where c.id = wanted;
    return 'done';
  end if;
  if found.plan_expires_at <= clock_timestamp() then return 'expired'; end if;
  if (select count(*) from clouds c where c.state in ('approved', 'applying', 'applied', 'destroying')) >= most then return 'full'; end if;
  update clouds c set state = 'approved', run_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(secs => hours * 3600) where c.id = wanted;
  return 'done';
end
$$;

-- For operators: how many there are of each state, and for how long one should have been gone.
create function cloud_backlog() returns table (state text, clouds integer, late_seconds double precision)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select c.state, count(*)::integer, greatest(0, coalesce(max(extract(epoch from clock_timestamp() - least(c.ending_since, c.expires_at))), 0))::float8
  from clouds c where c.ended_at is null group by c.state
$$;

-- A problem's own design, tried by this runner as learners' designs are.
create table reference_trials (
  problem_id text not null,
  -- What kind of machine, and which version of design and tests.
  machine text not null,
  version text not null,
  asked_at timestamptz,
  attempt integer not null default 0,
  leased_until timestamptz,
  figures jsonb,
  passed boolean,
  measured_at timestamptz,
  primary key (problem_id, machine, version)
);

do $$
declare
  name text;
begin
  foreach name in array array['date_cloud', 'tell_cloud', 'forget_cloud', 'end_cloud', 'claim_cloud', 'beat_cloud', 'put_cloud', 'all_clouds', 'cloud_plan', 'decide_cloud',
    'cloud_backlog'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to runner', name);
  end loop;
end
$$;
