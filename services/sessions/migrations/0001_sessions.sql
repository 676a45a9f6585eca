create table sessions (
  id uuid primary key,
  user_id uuid not null,
  algorithm_title text not null check (length(algorithm_title) between 1 and 255),
  algorithm_url text not null default '',
  site text not null default 'other',
  slug text not null default '',
  statement text not null default '',
  difficulty text not null default '',
  tags text[] not null default '{}',
  examples text[] not null default '{}',
  status text not null default 'in_progress' check (status in ('in_progress', 'completed', 'abandoned')),
  prompts_completed smallint not null default 0 check (prompts_completed between 0 and 12),
  time_spent_seconds integer not null default 0,
  -- Words by element: earth, fire, air, water. Kept here so that a dashboard reads sessions only.
  words integer[] not null default '{0,0,0,0}',
  findings jsonb not null default '[]',
  hint_requested_at timestamptz,
  highest_tier smallint not null default 0,
  final_response text,
  change jsonb,
  additions smallint not null default 0,
  started_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  ended_at timestamptz
);
create index sessions_by_user on sessions (user_id, started_at desc, id desc);
create index sessions_completed on sessions (user_id, ended_at desc) where status = 'completed';
create index sessions_idle on sessions (touched_at) where status = 'in_progress';

create table responses (
  session_id uuid not null references sessions (id) on delete cascade,
  prompt_index smallint not null check (prompt_index between 0 and 11),
  user_id uuid not null,
  element text not null,
  sub_element text not null,
  response_text text not null,
  word_count integer not null,
  time_spent_seconds integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (session_id, prompt_index)
);
create index responses_by_user on responses (user_id);

-- The learner's calendar days with a completed session, each as it was where the learner was.
create table active_days (
  user_id uuid not null,
  day date not null,
  primary key (user_id, day)
);

-- Learners whose data was erased: a late write with a token that has not expired yet is refused.
create table erased_learners (
  user_id uuid primary key,
  erased_at timestamptz not null default now()
);

do $$
declare
  name text;
begin
  foreach name in array array['sessions', 'responses', 'active_days', 'erased_learners'] loop
    execute format($sql$create policy own_rows on %I to sessions
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to sessions_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table sessions enable row level security;
alter table sessions force row level security;
alter table responses enable row level security;
alter table responses force row level security;
alter table active_days enable row level security;
alter table active_days force row level security;
alter table erased_learners enable row level security;
alter table erased_learners force row level security;

-- Work across learners goes only through functions such as this one: it ends idle sessions and returns what the events need.
create function abandon_idle_sessions(idle_since timestamptz, most integer)
returns table (session_id uuid, user_id uuid, prompts_completed smallint)
language sql security definer set search_path = sessions, pg_temp
as $$
  update sessions s set status = 'abandoned', ended_at = now()
  where s.id in (
    select i.id from sessions i where i.status = 'in_progress' and i.touched_at < idle_since
    order by i.touched_at limit most for update skip locked
  )
  returning s.id, s.user_id, s.prompts_completed
$$;
revoke all on function abandon_idle_sessions from public;
grant execute on function abandon_idle_sessions to sessions;
