-- Designs that learners submit: what they wrote, what rules say of it, and how far its trial is.
create table submissions (
  id uuid primary key,
  user_id uuid not null,
  -- None before it is started.
  job_id uuid,
  problem_id text not null,
  -- From 1, of the learner at the problem.
  attempt integer not null,
  previous_id uuid,
  status text not null default 'PENDING' check (status in ('PENDING', 'VALIDATING', 'VALIDATION_FAILED', 'GENERATING_INFRA', 'DEPLOYING', 'DEPLOY_FAILED',
    'TESTING', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
  schema_input text not null default '',
  api_spec_input text not null default '',
  design_text text not null default '',
  blueprint_input text not null default '',
  -- Deployed although a rule about the design is broken.
  despite boolean not null default false,
  -- Blueprint, findings, prediction and what else follows from what was written.
  checked jsonb,
  namespace text not null,
  verdict text not null default '' check (verdict in ('', 'passed', 'failed')),
  passed integer not null default 0,
  failed integer not null default 0,
  -- A code, never a text of somebody else's.
  error text not null default '',
  error_message text not null default '',
  report jsonb,
  moderation text not null default 'clear' check (moderation in ('clear', 'review', 'removed')),
  reasons text[] not null default '{}',
  -- It has to be over by then.
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz
);
create index submissions_by_user on submissions (user_id, created_at desc, id desc);
create index submissions_by_problem on submissions (user_id, problem_id, created_at desc, id desc);
create index submissions_under_way on submissions (expires_at) where ended_at is null;
create index submissions_held on submissions (id desc) where moderation = 'review';

-- What a trial found out, in its order, as it was told.
create table trial_events (
  submission_id uuid not null references submissions (id) on delete cascade,
  user_id uuid not null,
  seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  event jsonb not null,
  primary key (submission_id, seq)
);

-- Files that learners keep beside their designs.
create table assets (
  id uuid primary key,
  user_id uuid not null,
  submission_id uuid references submissions (id) on delete cascade,
  name text not null,
  content_type text not null,
  bytes integer not null,
  content bytea not null,
  created_at timestamptz not null default now()
);
create index assets_by_user on assets (user_id, created_at desc, id desc);
create index assets_by_submission on assets (submission_id);

do $$
declare
  name text;
begin
  foreach name in array array['submissions', 'trial_events', 'assets'] loop
    execute format($sql$create policy own_rows on %I to runner
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to runner_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table submissions enable row level security;
alter table submissions force row level security;
alter table trial_events enable row level security;
alter table trial_events force row level security;
alter table assets enable row level security;
alter table assets force row level security;

-- Whoever follows a submission hears that it changed.
create function tell_submission() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then new.updated_at := clock_timestamp(); end if;
  perform pg_notify('quint_designs', coalesce(new.id, old.id)::text);
  return coalesce(new, old);
end
$$;
create trigger submissions_told before insert or update or delete on submissions for each row execute function tell_submission();

create function tell_trial() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  perform pg_notify('quint_designs', new.submission_id::text);
  return null;
end
$$;
create trigger trial_events_told after insert on trial_events for each row execute function tell_trial();

-- For housekeeping: what should have been over, or was given up without saying so, and whose it is.
create function overdue_submissions(most integer) returns table (id uuid, user_id uuid, job_id uuid)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select s.id, s.user_id, s.job_id from submissions s where s.ended_at is null and s.expires_at <= clock_timestamp() order by s.expires_at limit most
$$;

-- For administrators: whose a submission is.
create function submission_owner(wanted uuid) returns table (user_id uuid, job_id uuid)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select s.user_id, s.job_id from submissions s where s.id = wanted
$$;

-- For administrators: submissions of everybody, newest first; nothing of what was written.
create function all_submissions(before uuid, held boolean, most integer)
returns table (id uuid, user_id uuid, problem_id text, attempt integer, previous_id uuid, status text, namespace text, verdict text, passed integer, failed integer,
  error text, error_message text, despite boolean, moderation text, reasons text[], created_at timestamptz, updated_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select s.id, s.user_id, s.problem_id, s.attempt, s.previous_id, s.status, s.namespace, s.verdict, s.passed, s.failed, s.error, s.error_message, s.despite,
    s.moderation, s.reasons, s.created_at, s.updated_at, s.ended_at
  from submissions s where (before is null or s.id < before) and (not held or s.moderation = 'review') order by s.id desc limit most
$$;

do $$
declare
  name text;
begin
  foreach name in array array['tell_submission', 'tell_trial', 'overdue_submissions', 'submission_owner', 'all_submissions'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to runner', name);
  end loop;
end
$$;
