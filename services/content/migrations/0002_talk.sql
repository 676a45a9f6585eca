-- What learners do with videos: rate, comment, watch, note, answer.
create table ratings (
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  stars smallint not null check (stars between 1 and 5),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (video_id, user_id)
);
create index ratings_by_user on ratings (user_id, video_id);

create table comments (
  id uuid primary key,
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  body text not null,
  status text not null check (status in ('visible', 'review', 'removed')),
  reasons text[] not null default '{}',
  reason text not null default '',
  appeal text not null default '',
  reports integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index comments_by_video on comments (video_id, created_at desc, id desc);
create index comments_by_user on comments (user_id, created_at);
create index comments_held on comments (created_at, id) where status = 'review';

create table comment_reports (
  user_id uuid not null,
  comment_id uuid not null references comments (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (user_id, comment_id)
);
create index comment_reports_by_comment on comment_reports (comment_id);

-- A view per learner and hour, and where the learner stopped.
create table views (
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  hour timestamptz not null,
  primary key (video_id, user_id, hour)
);
create index views_by_user on views (user_id, video_id);

create table places (
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  position_ms integer not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, video_id)
);
create index places_by_video on places (video_id);

create table notes (
  id uuid primary key,
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  at_ms integer not null,
  body text not null,
  created_at timestamptz not null default now()
);
create index notes_by_user on notes (user_id, video_id, at_ms);
create index notes_by_video on notes (video_id);

create table quiz_answers (
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  chosen smallint[] not null,
  right_count smallint not null,
  answered_at timestamptz not null default now(),
  primary key (user_id, video_id)
);
create index quiz_answers_by_video on quiz_answers (video_id);

alter table ratings enable row level security;
alter table ratings force row level security;
alter table comments enable row level security;
alter table comments force row level security;
alter table comment_reports enable row level security;
alter table comment_reports force row level security;
alter table views enable row level security;
alter table views force row level security;
alter table places enable row level security;
alter table places force row level security;
alter table notes enable row level security;
alter table notes force row level security;
alter table quiz_answers enable row level security;
alter table quiz_answers force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['ratings', 'comments', 'comment_reports', 'views', 'places', 'notes', 'quiz_answers'] loop
    execute format($sql$create policy own_rows on %I to content
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to content_owner using (true) with check (true)', name);
  end loop;
end
$$;

-- The figures of a video are kept with it, in the transaction of what changes them.
create function count_rating() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  update videos v set
    rating_sum = v.rating_sum + case tg_op when 'DELETE' then -old.stars when 'UPDATE' then new.stars - old.stars else new.stars end,
    rating_count = v.rating_count + case tg_op when 'DELETE' then -1 when 'UPDATE' then 0 else 1 end
  where v.id = coalesce(new.video_id, old.video_id);
  return null;
end
$$;
create trigger ratings_counted after insert or delete or update of stars on ratings for each row execute function count_rating();

-- Also where the number stays: its readers hear of every change of a comment.
create function count_comment() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  update videos v set comment_count = v.comment_count
      + case when tg_op <> 'DELETE' and new.status = 'visible' then 1 else 0 end
      - case when tg_op <> 'INSERT' and old.status = 'visible' then 1 else 0 end
  where v.id = coalesce(new.video_id, old.video_id);
  return null;
end
$$;
create trigger comments_counted after insert or update or delete on comments for each row execute function count_comment();

create function count_view() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  update videos v set view_count = v.view_count + 1 where v.id = new.video_id;
  return null;
end
$$;
create trigger views_counted after insert on views for each row execute function count_view();

create function stars_of(wanted uuid) returns table (stars smallint, count integer)
language sql stable security definer set search_path = content, pg_temp
as $$
  select r.stars, count(*)::integer from ratings r where r.video_id = wanted group by r.stars
$$;

-- Comments that anybody may read, and one's own; nothing of who wrote them.
create function comments_of(video uuid, before_at timestamptz, before_id uuid, most integer)
returns table (id uuid, video_id uuid, body text, status text, reason text, appealed boolean, own boolean, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = content, pg_temp
as $$
  select c.id, c.video_id, c.body, c.status, c.reason, c.appeal <> '', c.user_id = nullif(current_setting('app.user_id', true), '')::uuid, c.created_at, c.updated_at
  from comments c
  where c.video_id = video and (c.created_at, c.id) < (before_at, before_id)
    and (c.status = 'visible' or c.user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  order by c.created_at desc, c.id desc limit most
$$;

-- The third report hides a comment until somebody has looked at it. Nothing when there is no such comment of somebody else's.
create function report_comment(wanted uuid) returns table (hidden boolean)
language plpgsql security definer set search_path = content, pg_temp
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

create function held_things(after_at timestamptz, after_id uuid, most integer)
returns table (kind text, id uuid, video_id uuid, body text, reasons text[], reports integer, appeal text, created_at timestamptz)
language sql stable security definer set search_path = content, pg_temp
as $$
  (select 'comment', c.id, c.video_id, c.body, c.reasons, c.reports, c.appeal, c.created_at from comments c
    where c.status = 'review' and (c.created_at, c.id) > (after_at, after_id) order by c.created_at, c.id limit most)
  union all
  (select 'video', v.id, v.id, v.title || E'\n' || v.summary, v.reasons, 0, '', v.created_at from videos v
    where v.moderation = 'review' and (v.created_at, v.id) > (after_at, after_id) order by v.created_at, v.id limit most)
  order by 8, 2 limit most
$$;

create function decide_comment(wanted uuid, decision text, because text) returns table (decided boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  delete from comment_reports r where r.comment_id = wanted and exists (select from comments c where c.id = wanted and c.status = 'review');
  return query update comments c set reports = 0, reason = case when decision = 'approve' then '' else because end,
      status = case when decision = 'approve' then 'visible' else 'removed' end, updated_at = now()
    where c.id = wanted and c.status = 'review' returning true;
end
$$;

create function decide_video(wanted uuid, decision text) returns table (decided boolean)
language sql security definer set search_path = content, pg_temp
as $$
  update videos v set moderation = case when decision = 'approve' then 'clear' else 'removed' end
    where v.id = wanted and v.moderation = 'review' returning true
$$;

do $$
declare
  name text;
begin
  foreach name in array array['count_rating', 'count_comment', 'count_view', 'stars_of', 'comments_of', 'report_comment', 'held_things', 'decide_comment',
    'decide_video'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to content', name);
  end loop;
end
$$;
