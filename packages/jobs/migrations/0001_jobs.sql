-- Long work on behalf of a learner, in named steps: whoever takes it up goes on behind the last step that was kept.
create table jobs (
  id uuid primary key,
  user_id uuid not null,
  kind text not null,
  -- Ids and settings; what a learner wrote stays in the tables of the service.
  input jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Counts those who took it up. Only the last of them may keep anything: the fencing token.
  attempt integer not null default 0,
  failures integer not null default 0,
  priority smallint not null default 0,
  run_at timestamptz not null default now(),
  leased_until timestamptz,
  -- While what was begun is undone: what the job is to be then.
  ending text check (ending in ('failed', 'cancelled')),
  -- A code, never a text of somebody else's.
  error text not null default '',
  cancel_requested boolean not null default false,
  -- The learner is gone: the row goes as soon as everything is undone.
  erase boolean not null default false,
  progress jsonb not null default '{}',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index jobs_waiting on jobs (kind, run_at) where state = 'waiting';
create index jobs_running on jobs (kind, leased_until) where state = 'running';
create index jobs_by_user on jobs (user_id, kind, started_at desc);

create table job_steps (
  job_id uuid not null references jobs (id) on delete cascade,
  user_id uuid not null,
  name text not null,
  position integer not null,
  -- Begun steps are kept too where there is a way to undo them: their effect may be there without their result.
  state text not null check (state in ('begun', 'done', 'undone')),
  result jsonb,
  primary key (job_id, name)
);

-- The next job of a kind: of the learner who has fewest running and was served longest ago. A lease that ran out is taken up again.
create function claim_job(wanted_kind text, most_per_learner integer, lease_seconds double precision)
returns table (id uuid, user_id uuid, input jsonb, attempt integer, failures integer, ending text)
language sql security definer set search_path from current
as $$
  with busy as (
    select r.user_id, count(*) as n from jobs r where r.kind = wanted_kind and r.state = 'running' and r.leased_until > clock_timestamp() group by r.user_id
  ), next as (
    select j.id from jobs j left join busy b on b.user_id = j.user_id
    where j.kind = wanted_kind and (coalesce(b.n, 0) < most_per_learner or j.ending is not null)
      and ((j.state = 'waiting' and j.run_at <= clock_timestamp()) or (j.state = 'running' and j.leased_until <= clock_timestamp()))
    order by j.priority desc, coalesce(b.n, 0),
      (select max(s.started_at) from jobs s where s.user_id = j.user_id and s.kind = wanted_kind) nulls first, j.run_at
    limit 1 for update of j skip locked
  )
  update jobs c set state = 'running', attempt = c.attempt + 1, started_at = coalesce(c.started_at, clock_timestamp()),
    leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  from next where c.id = next.id
  returning c.id, c.user_id, c.input, c.attempt, c.failures, c.ending
$$;

-- How many come before a job that waits: each other learner's, as many as this learner has up to it, since learners take turns.
create function job_place(wanted uuid) returns table (ahead integer, running integer)
language sql stable security definer set search_path from current
as $$
  with mine as (
    select j.user_id, j.kind, (select count(*) from jobs e where e.user_id = j.user_id and e.kind = j.kind and e.state = 'waiting' and e.run_at <= j.run_at) as nth
    from jobs j where j.id = wanted and j.state = 'waiting'
  ), others as (
    select w.user_id, count(*) as n from jobs w, mine where w.kind = mine.kind and w.state = 'waiting' and w.user_id <> mine.user_id group by w.user_id
  )
  select (mine.nth - 1 + coalesce((select sum(least(o.n, mine.nth)) from others o), 0))::integer,
    (select count(*) from jobs r where r.kind = mine.kind and r.state = 'running')::integer
  from mine
$$;

-- For operators: how many of a kind wait, and for how long the oldest has been due.
create function job_backlog() returns table (kind text, waiting integer, running integer, oldest_seconds double precision)
language sql stable security definer set search_path from current
as $$
  select j.kind, count(*) filter (where j.state = 'waiting')::integer, count(*) filter (where j.state = 'running')::integer,
    coalesce(extract(epoch from max(clock_timestamp() - j.run_at) filter (where j.state = 'waiting' and j.run_at <= clock_timestamp())), 0)::double precision
  from jobs j where j.state in ('waiting', 'running') group by j.kind
$$;

-- For operators: the jobs that are under way or went wrong, newest first.
create function list_jobs(before uuid, most integer)
returns table (id uuid, kind text, user_id uuid, state text, attempt integer, error text, progress jsonb, created_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path from current
as $$
  select j.id, j.kind, j.user_id, j.state, j.attempt, j.error, j.progress, j.created_at, j.ended_at from jobs j
  where (before is null or j.id < before) order by j.id desc limit most
$$;

revoke all on function claim_job, job_place, job_backlog, list_jobs from public;

alter table jobs enable row level security;
alter table jobs force row level security;
alter table job_steps enable row level security;
alter table job_steps force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['jobs', 'job_steps'] loop
    execute format($sql$create policy own_rows on %I to %I
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name, current_schema());
    execute format('create policy named_functions on %I to %I using (true) with check (true)', name, current_schema() || '_owner');
  end loop;
  execute format('grant execute on function claim_job, job_place, job_backlog, list_jobs to %I', current_schema());
  -- Temporary tables last: else whoever may make one would stand in for a table of ours.
  execute format('alter function claim_job(text, integer, double precision) set search_path = %I, pg_temp', current_schema());
  execute format('alter function job_place(uuid) set search_path = %I, pg_temp', current_schema());
  execute format('alter function job_backlog() set search_path = %I, pg_temp', current_schema());
  execute format('alter function list_jobs(uuid, integer) set search_path = %I, pg_temp', current_schema());
end
$$;
