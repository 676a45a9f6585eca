-- What learners plan; recurrences are rules, expanded where they are shown.
create table planner_events (
  id uuid primary key,
  user_id uuid not null,
  title text not null,
  description text not null default '',
  subject text not null default '',
  type text not null check (type in ('study', 'interview', 'review', 'exam', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  rrule text not null default '',
  time_zone text not null,
  remind_minutes_before integer[] not null default '{}',
  -- Starts of the occurrences that are done.
  completed timestamptz[] not null default '{}',
  -- As the file named it that it was imported from; empty for what was made here.
  imported_uid text not null default '',
  sequence integer not null default 0,
  -- When the next reminder is due; nobody looks at events without one.
  next_reminder_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index planner_events_by_user on planner_events (user_id, starts_at);
create unique index planner_events_imported on planner_events (user_id, imported_uid) where imported_uid <> '';
create index planner_events_reminding on planner_events (next_reminder_at) where next_reminder_at is not null;

-- The secret under which a learner's calendar can be read.
create table feeds (
  user_id uuid primary key,
  secret text not null unique,
  created_at timestamptz not null default now()
);

create table push_subscriptions (
  id uuid primary key,
  user_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null default now(),
  unique (user_id, endpoint)
);

-- Reminders that came due: once for each occurrence and lead time.
create table reminders (
  id uuid primary key,
  user_id uuid not null,
  event_id uuid not null references planner_events (id) on delete cascade,
  title text not null,
  starts_at timestamptz not null,
  minutes_before integer not null,
  due_at timestamptz not null,
  created_at timestamptz not null default now(),
  -- When it was sent to the learner's browsers, or given up.
  pushed_at timestamptz,
  unique (event_id, starts_at, minutes_before)
);
create index reminders_by_user on reminders (user_id, created_at desc, id desc);
create index reminders_unpushed on reminders (created_at) where pushed_at is null;

-- The key by which pushes are signed: one for the mesh.
create table push_keys (
  id integer primary key check (id = 1),
  public_key text not null,
  private_key text not null
);

do $$
declare
  name text;
begin
  foreach name in array array['planner_events', 'feeds', 'push_subscriptions', 'reminders'] loop
    execute format($sql$create policy own_rows on %I to plans
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to plans_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table planner_events enable row level security;
alter table planner_events force row level security;
alter table feeds enable row level security;
alter table feeds force row level security;
alter table push_subscriptions enable row level security;
alter table push_subscriptions force row level security;
alter table reminders enable row level security;
alter table reminders force row level security;

-- Whose feed a secret leads to.
create function feed_owner(wanted text)
returns table (user_id uuid)
language sql stable security definer set search_path = plans, pg_temp
as $$ select f.user_id from feeds f where f.secret = wanted $$;

-- Events whose reminder is due, the longest due first: which learner's they are, and nothing else.
create function due_reminders(at timestamptz, most integer)
returns table (event_id uuid, user_id uuid)
language sql stable security definer set search_path = plans, pg_temp
as $$ select e.id, e.user_id from planner_events e where e.next_reminder_at <= at order by e.next_reminder_at limit most $$;

create function unpushed_reminders(most integer)
returns table (reminder_id uuid, user_id uuid)
language sql stable security definer set search_path = plans, pg_temp
as $$ select r.id, r.user_id from reminders r where r.pushed_at is null order by r.created_at limit most $$;

-- How late reminders are, and how many wait to be pushed.
create function reminder_backlog(at timestamptz)
returns table (overdue_seconds double precision, unpushed integer)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select coalesce((select extract(epoch from at - min(e.next_reminder_at)) from planner_events e where e.next_reminder_at <= at), 0)::double precision,
    (select count(*)::integer from reminders r where r.pushed_at is null)
$$;

do $$
declare
  name text;
begin
  foreach name in array array['feed_owner', 'due_reminders', 'unpushed_reminders', 'reminder_backlog'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to plans', name);
  end loop;
end
$$;
