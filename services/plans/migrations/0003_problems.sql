-- Problems of a learner's own, which nobody else sees.
create table own_problems (
  id uuid primary key,
  user_id uuid not null,
  title text not null,
  link text not null,
  topic text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  patterns text[] not null default '{}',
  minutes smallint not null,
  created_at timestamptz not null default now()
);
create index own_problems_by_user on own_problems (user_id, id);

create table upvotes (
  user_id uuid not null,
  problem_id text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, problem_id)
);
create index upvotes_by_problem on upvotes (problem_id);

create table problem_notes (
  user_id uuid not null,
  problem_id text not null,
  notes text not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, problem_id)
);

create table comments (
  id uuid primary key,
  user_id uuid not null,
  problem_id text not null,
  body text not null,
  tag text not null default '' check (tag in ('', 'too_hard', 'good_intro', 'pattern_practice')),
  status text not null check (status in ('visible', 'review', 'removed')),
  reasons text[] not null default '{}',
  reports integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index comments_by_problem on comments (problem_id, created_at desc, id desc) where status = 'visible';
create index comments_by_user on comments (user_id, id);
create index comments_held on comments (created_at, id) where status = 'review';

create table comment_reports (
  user_id uuid not null,
  comment_id uuid not null references comments (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (user_id, comment_id)
);
create index comment_reports_by_comment on comment_reports (comment_id);

do $$
declare
  name text;
begin
  foreach name in array array['own_problems', 'upvotes', 'problem_notes', 'comments', 'comment_reports'] loop
    execute format($sql$create policy own_rows on %I to plans
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to plans_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table own_problems enable row level security;
alter table own_problems force row level security;
alter table upvotes enable row level security;
alter table upvotes force row level security;
alter table problem_notes enable row level security;
alter table problem_notes force row level security;
alter table comments enable row level security;
alter table comments force row level security;
alter table comment_reports enable row level security;
alter table comment_reports force row level security;

-- What all learners say of problems: counts only.
create function problem_counts(wanted text[])
returns table (problem_id text, upvotes integer, too_hard integer, good_intro integer, pattern_practice integer, comments integer)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select w.id, coalesce(u.count, 0)::integer, coalesce(c.too_hard, 0)::integer, coalesce(c.good_intro, 0)::integer,
    coalesce(c.pattern_practice, 0)::integer, coalesce(c.count, 0)::integer
  from unnest(wanted) as w (id)
  left join (select v.problem_id, count(*) from upvotes v where v.problem_id = any (wanted) group by 1) u on u.problem_id = w.id
  left join (
    select m.problem_id, count(*), count(*) filter (where m.tag = 'too_hard') as too_hard, count(*) filter (where m.tag = 'good_intro') as good_intro,
      count(*) filter (where m.tag = 'pattern_practice') as pattern_practice
    from comments m where m.problem_id = any (wanted) and m.status = 'visible' group by 1
  ) c on c.problem_id = w.id
$$;

-- Comments that anybody may read, and one's own; nothing of who wrote them but whether it was the learner of the transaction.
create function comments_of(problem text, at_most timestamptz, after_id uuid, most integer)
returns table (id uuid, problem_id text, body text, tag text, status text, own boolean, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select c.id, c.problem_id, c.body, c.tag, c.status, c.user_id = nullif(current_setting('app.user_id', true), '')::uuid, c.created_at, c.updated_at
  from comments c
  where c.problem_id = problem and (c.created_at, c.id) < (at_most, after_id)
    and (c.status = 'visible' or (c.status = 'review' and c.user_id = nullif(current_setting('app.user_id', true), '')::uuid))
  order by c.created_at desc, c.id desc limit most
$$;

-- The third report hides a comment until somebody has looked at it. Nothing when there is no such comment of somebody else's.
create function report_comment(wanted uuid)
returns table (hidden boolean)
language plpgsql security definer set search_path = plans, pg_temp
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  added integer;
begin
  perform 1 from comments c where c.id = wanted and c.status = 'visible' and c.user_id <> learner for update;
  if not found then return; end if;
  insert into comment_reports (user_id, comment_id) values (learner, wanted) on conflict do nothing;
  get diagnostics added = row_count;
  return query update comments c set reports = c.reports + added, status = case when c.reports + added >= 3 then 'review' else c.status end
    where c.id = wanted returning c.status = 'review';
end
$$;

create function held_comments(after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, problem_id text, body text, tag text, status text, reasons text[], reports integer, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select c.id, c.problem_id, c.body, c.tag, c.status, c.reasons, c.reports, c.created_at, c.updated_at
  from comments c where c.status = 'review' and (c.created_at, c.id) > (after_at, after_id) order by c.created_at, c.id limit most
$$;

create function decide_comment(wanted uuid, decision text)
returns table (decided boolean)
language plpgsql security definer set search_path = plans, pg_temp
as $$
begin
  delete from comment_reports r where r.comment_id = wanted and exists (select from comments c where c.id = wanted and c.status = 'review');
  return query update comments c set reports = 0, status = case when decision = 'approve' then 'visible' else 'removed' end,
      body = case when decision = 'approve' then c.body else '' end
    where c.id = wanted and c.status = 'review' returning true;
end
$$;

-- The nearest of the same model. Where a model has few profiles, or they are few among others', each one is looked at, its signs in the index by
-- model: an index over all would pass them by. As many are chosen as one search finds: another for the last of them would cost as much again.
create function nearest_profiles(most integer)
returns table (user_id uuid)
language plpgsql stable security definer set search_path = plans, pg_temp
set hnsw.ef_search = 280 set hnsw.iterative_scan = relaxed_order
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  own_vector extensions.vector;
  own_signs bit(1536);
  own_model text;
  chosen constant integer := 260;
  few constant integer := 5000;
begin
  select p.embedding, p.signs, p.embedding_model into own_vector, own_signs, own_model from intake_profiles p where p.user_id = learner;
  if own_vector is null then return; end if;
  if (select count(*) from (select from intake_profiles p where p.embedding_model = own_model limit few) x) < few then
    return query
      select p.user_id from (
        select i.user_id from intake_profiles i where i.embedding_model = own_model and i.user_id <> learner
        order by (i.signs operator(extensions.<~>) own_signs) + 0 limit chosen
      ) n join intake_profiles p on p.user_id = n.user_id
      order by p.embedding operator(extensions.<=>) own_vector limit most;
  else
    return query
      select n.user_id from (
        select p.user_id, p.embedding from intake_profiles p where p.embedding_model = own_model and p.user_id <> learner
        order by p.signs operator(extensions.<~>) own_signs limit chosen
      ) n order by n.embedding operator(extensions.<=>) own_vector limit most;
  end if;
end
$$;
-- Whose profiles are near is told to nobody: only figures of all of them are.
revoke all on function nearest_profiles(integer) from public;

/* Profiles near the one of the learner, of the same model: how many there are, and what worked for them, counted. Below `fewest` nothing is told.
   A topic works when its problems were remembered; figures are over all of them, never of one. */
create function near_profiles(fewest integer, most integer)
returns table (profiles integer, topic text, remembered double precision, grades integer)
language plpgsql stable security definer set search_path = plans, pg_temp
as $$
declare
  near uuid[];
begin
  select array_agg(n.user_id) into near from nearest_profiles(most) n;
  if coalesce(array_length(near, 1), 0) < fewest then return; end if;
  return query
    select array_length(near, 1), c.topic, avg((g.grade <> 'again')::integer)::double precision, count(*)::integer
    from review_grades g join review_cards c on c.id = g.card_id
    where g.user_id = any (near) group by c.topic
    having count(distinct g.user_id) >= fewest;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['problem_counts', 'comments_of', 'report_comment', 'held_comments', 'decide_comment', 'near_profiles'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to plans', name);
  end loop;
end
$$;
