-- Mock interviews: how each stands now.
create table interviews (
  id uuid primary key,
  user_id uuid not null,
  -- Of the bank; empty for a problem of the learner's own.
  problem_id text not null default '',
  title text not null default '',
  topics text[] not null default '{}',
  -- protobuf-JSON; null until there is a problem.
  task jsonb,
  language text not null,
  persona text not null,
  duration_minutes smallint not null check (duration_minutes between 5 and 180),
  stage text not null default 'problem' check (stage in ('problem', 'approach', 'coding', 'feedback', 'summary')),
  status text not null default 'in_progress' check (status in ('in_progress', 'completed', 'abandoned')),
  last_seq integer not null default 0,
  submissions smallint not null default 0,
  -- Of everything that is kept of it, so that the whole fits into one message.
  size_bytes integer not null default 0,
  draft text not null default '',
  draft_language text not null default '',
  band text not null default '',
  score smallint not null default 0,
  -- protobuf-JSON.
  rubric jsonb not null default '[]',
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index interviews_by_user on interviews (user_id, started_at desc, id desc);
create index interviews_open on interviews (ends_at) where status = 'in_progress';

-- What happened, in order; never changed.
create table interview_entries (
  interview_id uuid not null references interviews (id) on delete cascade,
  seq integer not null,
  user_id uuid not null,
  kind text not null,
  stage text not null,
  text text not null default '',
  code text not null default '',
  language text not null default '',
  -- Null: the program was given no input of the learner's.
  stdin text,
  request_id text not null default '',
  submission_id text not null default '',
  about_seq integer not null default 0,
  -- protobuf-JSON of what a run, a review or a summary found.
  found jsonb not null default '{}',
  source text not null default '',
  question_code text not null default '',
  -- The interviewer's own; nobody else reads them.
  notes text not null default '',
  at timestamptz not null default clock_timestamp(),
  primary key (interview_id, seq)
);
create unique index interview_entries_by_request on interview_entries (interview_id, request_id) where request_id <> '';
create index interview_entries_by_user on interview_entries (user_id, at, interview_id, seq);

-- What is owed to the learner for an entry, and who is at it until when.
create table interview_duties (
  interview_id uuid not null,
  seq integer not null,
  user_id uuid not null,
  kind text not null check (kind in ('reply', 'run', 'review', 'summary')),
  cue text not null default '',
  driver text not null default '',
  held_until timestamptz,
  said text not null default '',
  primary key (interview_id, seq),
  foreign key (interview_id, seq) references interview_entries (interview_id, seq) on delete cascade
);
create index interview_duties_by_user on interview_duties (user_id);

-- The code in the learner's editor as it stood now and then.
create table interview_snapshots (
  interview_id uuid not null references interviews (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  user_id uuid not null,
  language text not null,
  code text not null,
  primary key (interview_id, at)
);
create index interview_snapshots_by_user on interview_snapshots (user_id, at);

do $$
declare
  name text;
begin
  foreach name in array array['interviews', 'interview_entries', 'interview_duties', 'interview_snapshots'] loop
    execute format($sql$create policy own_rows on %I to sessions
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to sessions_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table interviews enable row level security;
alter table interviews force row level security;
alter table interview_entries enable row level security;
alter table interview_entries force row level security;
alter table interview_duties enable row level security;
alter table interview_duties force row level security;
alter table interview_snapshots enable row level security;
alter table interview_snapshots force row level security;

-- Ends interviews that nobody came back to after their time was up.
create function abandon_idle_interviews(idle_since timestamptz, most integer)
returns integer
language sql security definer set search_path = sessions, pg_temp
as $$
  with gone as (
    update interviews i set status = 'abandoned', stage = 'summary', ended_at = now()
    where i.id in (
      select o.id from interviews o where o.status = 'in_progress' and o.ends_at < idle_since
      order by o.ends_at limit most for update skip locked
    )
    returning i.id
  ), unowed as (
    delete from interview_duties d using gone where d.interview_id = gone.id
  )
  select count(*)::integer from gone
$$;
revoke all on function abandon_idle_interviews from public;
grant execute on function abandon_idle_interviews to sessions;
