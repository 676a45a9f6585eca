-- The learner's calendar day of the last word; the words of title, answers and last word, with one that names the learner; hints given.
alter table sessions add column ended_day date;
alter table sessions add column search tsvector;
alter table sessions add column hints smallint not null default 0;

-- Where the learner's streak stood at their last active day: so that a board reads one row a learner.
create table streaks (
  user_id uuid primary key,
  length integer not null,
  credit smallint not null,
  last_day date not null,
  longest integer not null
);

-- Accepted submissions that learners brought along from judges.
create table imported_submissions (
  id uuid primary key,
  user_id uuid not null,
  site text not null,
  submission_id text not null,
  slug text not null,
  title text not null,
  language text not null,
  difficulty text not null default '',
  tags text[] not null default '{}',
  code text not null default '',
  accepted_at timestamptz not null,
  imported_at timestamptz not null default now(),
  unique (user_id, site, submission_id)
);
create index imported_submissions_by_user on imported_submissions (user_id, accepted_at desc, id desc);

-- What others may read of a session: a copy without names, under an id of its own that leads nowhere else.
create table shared_sessions (
  id uuid primary key,
  session_id uuid not null unique references sessions (id) on delete cascade,
  user_id uuid not null,
  pseudonym text not null,
  title text not null,
  site text not null,
  slug text not null,
  difficulty text not null,
  tags text[] not null default '{}',
  content jsonb not null,
  status text not null check (status in ('visible', 'review', 'removed')),
  -- What the rules found, protobuf-JSON.
  reasons jsonb not null default '[]',
  reports integer not null default 0,
  shared_at timestamptz not null default now()
);
create index shared_sessions_by_user on shared_sessions (user_id);
create index shared_sessions_listed on shared_sessions (shared_at desc, id desc) where status = 'visible';
create index shared_sessions_queue on shared_sessions (shared_at, id) where (status = 'review' or reports > 0) and status <> 'removed';

-- A session that was taken down stays known when its learner withdraws it, so that it does not come back unseen.
create table removed_shares (
  session_id uuid primary key references sessions (id) on delete cascade,
  user_id uuid not null,
  reason text not null,
  removed_at timestamptz not null default now()
);
create index removed_shares_by_user on removed_shares (user_id);

create table share_reports (
  share_id uuid not null references shared_sessions (id) on delete cascade,
  user_id uuid not null,
  reason text not null,
  detail text not null default '',
  reported_at timestamptz not null default now(),
  primary key (share_id, user_id)
);
create index share_reports_by_user on share_reports (user_id);

-- Who is on the boards, by their own choice, and under which name.
create table board_members (
  user_id uuid primary key,
  pseudonym text not null,
  joined_at timestamptz not null default now()
);
-- Nobody passes for another.
create unique index board_members_names on board_members (lower(pseudonym));

-- The boards as last computed. Who leaves is gone from them in the same moment.
create table board_places (
  span text not null,
  metric text not null,
  user_id uuid not null references board_members (user_id) on delete cascade,
  -- Orders equals, and differs with each computation.
  mark uuid not null,
  pseudonym text not null,
  value double precision not null,
  place integer not null,
  computed_at timestamptz not null default now(),
  primary key (span, metric, user_id)
);
create index board_places_listed on board_places (span, metric, place, mark);
create index board_places_by_user on board_places (user_id);

do $$
declare
  name text;
begin
  foreach name in array array['streaks', 'imported_submissions', 'shared_sessions', 'removed_shares', 'share_reports', 'board_members', 'board_places'] loop
    execute format($sql$create policy own_rows on %I to sessions
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to sessions_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table streaks enable row level security;
alter table streaks force row level security;
alter table imported_submissions enable row level security;
alter table imported_submissions force row level security;
alter table shared_sessions enable row level security;
alter table shared_sessions force row level security;
alter table removed_shares enable row level security;
alter table removed_shares force row level security;
alter table share_reports enable row level security;
alter table share_reports force row level security;
alter table board_members enable row level security;
alter table board_members force row level security;
alter table board_places enable row level security;
alter table board_places force row level security;

-- The lexeme that stands in each session's words for its learner: an index over words then finds the rows of one learner only.
create function learner_lexeme(learner uuid) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select '@' || learner $$;

/* Ids of the learner's own sessions with all these words, found by the index over words: under row level security the operator @@ would be
   tried on each of the learner's rows, since it might tell what it sees. The learner is the one of the transaction. */
create function search_own_sessions(wanted text[])
returns table (session_id uuid)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select s.id from sessions s
  where s.search @@ (
      select string_agg(quote_literal(w) || case when w like '@%' then '' else ':*' end, ' & ')::tsquery
      from unnest(wanted || learner_lexeme(nullif(current_setting('app.user_id', true), '')::uuid)) as w
    )
    -- Said as text, so that the index over words is the one that is read.
    and s.user_id::text = current_setting('app.user_id', true)
$$;

-- Sessions whose words are not in the index yet.
create function sessions_without_words(most integer)
returns table (session_id uuid, user_id uuid)
language sql stable security definer set search_path = sessions, pg_temp
as $$ select s.id, s.user_id from sessions s where s.search is null limit most $$;

create function community_sessions(asked jsonb, most integer)
returns table (id uuid, pseudonym text, title text, site text, slug text, difficulty text, tags text[], content jsonb, shared_at timestamptz, own boolean)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select s.id, s.pseudonym, s.title, s.site, s.slug, s.difficulty, s.tags, s.content, s.shared_at,
    s.user_id = nullif(current_setting('app.user_id', true), '')::uuid
  from shared_sessions s
  where s.status = 'visible'
    and (asked->>'id' is null or s.id = (asked->>'id')::uuid)
    and (asked->>'site' is null or s.site = asked->>'site')
    and (asked->>'difficulty' is null or s.difficulty = asked->>'difficulty')
    and (asked->>'title' is null or s.title ilike asked->>'title' escape '\')
    and (asked->>'at' is null or (s.shared_at, s.id) < ((asked->>'at')::timestamptz, (asked->>'after')::uuid))
  order by s.shared_at desc, s.id desc limit most
$$;

/* A report of the learner of the transaction; the third hides what was reported until somebody has looked at it.
   Returns whether it is hidden now, or nothing when there is no such session to be seen. A report again changes nothing. */
create function report_shared_session(share uuid, why text, more text)
returns table (session_id uuid, user_id uuid, hidden boolean)
language plpgsql security definer set search_path = sessions, pg_temp
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  added integer;
begin
  perform 1 from shared_sessions s where s.id = share and s.status = 'visible' and s.user_id <> learner for update;
  if not found then return; end if;
  insert into share_reports (share_id, user_id, reason, detail) values (share, learner, why, more) on conflict do nothing;
  get diagnostics added = row_count;
  return query update shared_sessions s set reports = s.reports + added, status = case when s.reports + added >= 3 then 'review' else s.status end
    where s.id = share returning s.session_id, s.user_id, s.status = 'review';
end
$$;

create function moderation_queue(after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, title text, content jsonb, status text, reasons jsonb, reports integer, reported jsonb, shared_at timestamptz)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select s.id, s.title, s.content, s.status, s.reasons, s.reports,
    coalesce((select jsonb_agg(jsonb_build_object('reason', r.reason, 'detail', r.detail) order by r.reported_at) from share_reports r where r.share_id = s.id), '[]'),
    s.shared_at
  from shared_sessions s
  where (s.status = 'review' or s.reports > 0) and s.status <> 'removed' and (s.shared_at, s.id) > (after_at, after_id)
  order by s.shared_at, s.id limit most
$$;

-- Nothing when it is not in the queue.
create function decide_shared_session(share uuid, decision text, why text)
returns table (session_id uuid, user_id uuid, was text)
language plpgsql security definer set search_path = sessions, pg_temp
as $$
declare
  found_share shared_sessions;
begin
  select s.* into found_share from shared_sessions s
    where s.id = share and (s.status = 'review' or s.reports > 0) and s.status <> 'removed' for update;
  if not found then return; end if;
  delete from share_reports r where r.share_id = share;
  if decision = 'approve' then
    update shared_sessions s set status = 'visible', reports = 0 where s.id = share;
  else
    update shared_sessions s set status = 'removed', reports = 0, content = '{}' where s.id = share;
    insert into removed_shares (session_id, user_id, reason) values (found_share.session_id, found_share.user_id, why)
      on conflict on constraint removed_shares_pkey do update set reason = excluded.reason, removed_at = now();
  end if;
  return query select found_share.session_id, found_share.user_id, found_share.status;
end
$$;

-- How much waits for a decision.
create function moderation_size()
returns table (waiting integer, oldest_seconds double precision)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select count(*)::integer, coalesce(extract(epoch from now() - min(s.shared_at)), 0)::double precision
  from shared_sessions s where (s.status = 'review' or s.reports > 0) and s.status <> 'removed'
$$;

/* One span of the boards anew. Members are held until the end, so that nobody who leaves meanwhile stays on a board.
   streak: the run of days that lives today, at most as long as the span; over all time the longest one.
   sessions: completed ones. depth: words an answer, an answer counting 150 at most. change: additions a session. The last two from three sessions on. */
create function compute_board(wanted text, since date, longest_run integer)
returns integer
language plpgsql security definer set search_path = sessions, pg_temp
as $$
declare
  rows_made integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('quint.sessions.boards.' || wanted, 0)) then return 0; end if;
  perform 1 from board_members for key share;
  delete from board_places where span = wanted;
  with member as (
    select m.user_id, m.pseudonym from board_members m
  ), done as (
    select s.user_id, count(*) as sessions, avg(s.additions) as change,
      avg((least(s.words[1], 450) + least(s.words[2], 450) + least(s.words[3], 450) + least(s.words[4], 450)) / 12.0) as depth
    from sessions s join member m on m.user_id = s.user_id
    where s.status = 'completed' and coalesce(s.ended_day, s.ended_at::date) > since
    group by s.user_id
  ), scored as (
    select d.user_id, 'sessions' as metric, d.sessions::double precision as value from done d
    union all select d.user_id, 'depth', round(d.depth, 1) from done d where d.sessions >= 3
    union all select d.user_id, 'change', round(d.change, 1) from done d where d.sessions >= 3
    union all select k.user_id, 'streak', least(longest_run, case
        when wanted = 'all' then k.longest
        when current_date - k.last_day - 1 <= k.credit / 7 then k.length
        else 0 end)
      from streaks k join member m on m.user_id = k.user_id
  )
  insert into board_places (span, metric, user_id, mark, pseudonym, value, place)
  select wanted, c.metric, c.user_id, gen_random_uuid(), m.pseudonym, c.value, rank() over (partition by c.metric order by c.value desc)
  from scored c join member m on m.user_id = c.user_id where c.value > 0;
  get diagnostics rows_made = row_count;
  return rows_made;
end
$$;

-- A page of a board; a board of fewer than `fewest` is not shown to anyone.
create function board_page(asked_span text, asked_metric text, after_place integer, after_mark uuid, most integer, fewest integer)
returns table (mark uuid, pseudonym text, value double precision, place integer, own boolean, computed_at timestamptz)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select b.mark, b.pseudonym, b.value, b.place, b.user_id = nullif(current_setting('app.user_id', true), '')::uuid, b.computed_at
  from board_places b
  where b.span = asked_span and b.metric = asked_metric and (b.place, b.mark) > (after_place, after_mark)
    and (select count(*) from (select 1 from board_places f where f.span = asked_span and f.metric = asked_metric limit fewest) enough) >= fewest
  order by b.place, b.mark limit most
$$;

do $$
declare
  name text;
begin
  foreach name in array array['search_own_sessions', 'sessions_without_words', 'community_sessions', 'report_shared_session', 'moderation_queue',
      'decide_shared_session', 'moderation_size', 'compute_board', 'board_page'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to sessions', name);
  end loop;
end
$$;
