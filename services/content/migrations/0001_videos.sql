-- Study videos: what was asked for, the script, the files, and the figures that the feed is ordered by.
create table videos (
  id uuid primary key,
  user_id uuid not null,
  job_id uuid not null,
  topic text not null,
  subject text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  tags text[] not null default '{}',
  title text not null,
  summary text not null default '',
  status text not null default 'waiting' check (status in ('waiting', 'running', 'ready', 'failed', 'cancelled', 'refused')),
  -- A code, never a text of somebody else's.
  error text not null default '',
  moderation text not null default 'clear' check (moderation in ('clear', 'review', 'removed')),
  reasons text[] not null default '{}',
  -- Scenes with what is shown and said, and the quiz.
  storyboard jsonb,
  -- A storyboard whose scenes were changed, until it is rendered.
  draft jsonb,
  author text not null default '',
  -- The digest of the model that wrote it, where its server tells one.
  model_digest text not null default '',
  -- Of the files: in their addresses, so that a file never changes.
  revision integer not null default 0,
  files jsonb not null default '{}',
  chapters jsonb not null default '[]',
  -- When each sentence is said: [{"scene": 0, "from": 400, "to": 3160}].
  cues jsonb not null default '[]',
  duration_ms integer not null default 0,
  bytes bigint not null default 0,
  rating_sum integer not null default 0,
  rating_count integer not null default 0,
  view_count integer not null default 0,
  comment_count integer not null default 0,
  -- What the feed is ordered by; kept by a trigger.
  new_key double precision not null default 0,
  top_key double precision not null default 0,
  hot_key double precision not null default 0,
  words text not null default '',
  search tsvector generated always as (to_tsvector('english', words)) stored,
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  updated_at timestamptz not null default now()
);
create index videos_new on videos (new_key desc, id desc) where status = 'ready' and moderation = 'clear';
create index videos_top on videos (top_key desc, id desc) where status = 'ready' and moderation = 'clear';
create index videos_hot on videos (hot_key desc, id desc) where status = 'ready' and moderation = 'clear';
create index videos_subject on videos (subject, new_key desc, id desc) where status = 'ready' and moderation = 'clear';
create index videos_difficulty on videos (difficulty, new_key desc, id desc) where status = 'ready' and moderation = 'clear';
create index videos_by_user on videos (user_id, created_at desc, id desc);
create index videos_by_change on videos (updated_at);
create index videos_held on videos (created_at, id) where moderation = 'review';
create index videos_search on videos using gin (search);
create index videos_words on videos using gin (words extensions.gin_trgm_ops);
create index videos_tags on videos using gin (tags);

-- Files of videos that are gone: removed by whoever looks next, then the row goes.
create table leftovers (
  video_id uuid primary key,
  since timestamptz not null default now()
);

-- Learners whose data was erased: a late write with a token that has not expired yet is refused.
create table erased_learners (
  user_id uuid primary key,
  erased_at timestamptz not null default now()
);

alter table videos enable row level security;
alter table videos force row level security;
alter table erased_learners enable row level security;
alter table erased_learners force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['videos', 'erased_learners'] loop
    execute format($sql$create policy own_rows on %I to content
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to content_owner using (true) with check (true)', name);
  end loop;
end
$$;

-- Hot: what was seen and liked counts by its order of magnitude, and twelve hours are worth a factor of ten.
create function keep_video_keys() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  new.words := new.title || ' ' || new.topic || ' ' || array_to_string(new.tags, ' ') || ' ' || new.summary;
  new.new_key := floor(extract(epoch from coalesce(new.ready_at, new.created_at)) * 1000000);
  new.top_key := (new.rating_sum + 15.0) / (new.rating_count + 5);
  new.hot_key := log(greatest(1, new.view_count + 4 * new.rating_sum - 8 * new.rating_count)) + extract(epoch from coalesce(new.ready_at, new.created_at)) / 43200;
  new.updated_at := clock_timestamp();
  return new;
end
$$;
create trigger videos_keys before insert or update on videos for each row execute function keep_video_keys();

-- Whoever follows a video, or the feed, hears that it changed.
create function tell_video() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  perform pg_notify('quint_content', coalesce(new.id, old.id)::text);
  return null;
end
$$;
create trigger videos_told after insert or update or delete on videos for each row execute function tell_video();

create function leave_files() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  insert into leftovers (video_id) values (old.id) on conflict do nothing;
  return null;
end
$$;
create trigger videos_leave_files after delete on videos for each row execute function leave_files();

-- A video as others may see it: nothing of who asked for it, but whether it was the learner of the transaction.
create view seen_videos as
  select v.id, v.topic, v.subject, v.difficulty, v.tags, v.title, v.summary, v.status, v.error, v.moderation, v.reasons, v.author, v.revision, v.chapters,
    v.duration_ms, v.bytes, v.rating_sum, v.rating_count, v.view_count, v.comment_count, v.new_key, v.top_key, v.hot_key, v.created_at, v.updated_at,
    v.user_id = nullif(current_setting('app.user_id', true), '')::uuid as own
  from videos v;
revoke all on seen_videos from content;

/* The feed, one page. `words` finds by the words of title, topic, tags and summary; `alike` by letters that are nearly the same.
   Only the parts that were asked for are in the statement, so that each has the index it needs. */
create function feed(asked jsonb, before_key double precision, before_id uuid, most integer)
returns setof seen_videos
language plpgsql stable security definer set search_path = content, extensions, pg_temp
set pg_trgm.word_similarity_threshold = 0.5
as $$
declare
  key text := case asked->>'sort' when 'top' then 'top_key' when 'hot' then 'hot_key' else 'new_key' end;
  wanted text := $sql$v.status = 'ready' and v.moderation = 'clear'$sql$;
begin
  if asked ? 'subject' then wanted := wanted || ' and v.subject = $1->>''subject'''; end if;
  if asked ? 'difficulty' then wanted := wanted || ' and v.difficulty = $1->>''difficulty'''; end if;
  if asked ? 'tag' then wanted := wanted || ' and v.tags @> array[$1->>''tag'']'; end if;
  if asked ? 'words' then wanted := wanted || ' and v.search @@ websearch_to_tsquery(''english'', $1->>''words'')'; end if;
  -- Where very many are alike, some of them do.
  if asked ? 'alike' then
    wanted := wanted || ' and v.id = any (array(select c.id from videos c where c.status = ''ready'' and c.moderation = ''clear'' and ($1->>''alike'') <% c.words limit 500))';
  end if;
  return query execute format(
    'select s.* from (select v.id, v.%1$I as at from videos v where %2$s and (v.%1$I, v.id) < ($2, $3) order by v.%1$I desc, v.id desc limit $4) page
     join seen_videos s on s.id = page.id order by page.at desc, page.id desc', key, wanted)
    using asked, before_key, before_id, most;
end
$$;

create function own_videos(wanted text, before_key double precision, before_id uuid, most integer)
returns setof seen_videos
language sql stable security definer set search_path = content, pg_temp
as $$
  select s.* from seen_videos s join videos v on v.id = s.id
  where v.user_id = nullif(current_setting('app.user_id', true), '')::uuid and (wanted = '' or v.status = wanted) and (v.new_key, v.id) < (before_key, before_id)
  order by v.new_key desc, v.id desc limit most
$$;

-- What anybody may watch, and one's own in any state.
create function seen_video(wanted uuid) returns setof seen_videos
language sql stable security definer set search_path = content, pg_temp
as $$
  select s.* from seen_videos s where s.id = wanted and (s.own or (s.status = 'ready' and s.moderation = 'clear'))
$$;

create function video_parts(wanted uuid) returns table (storyboard jsonb, files jsonb, cues jsonb, job_id uuid)
language sql stable security definer set search_path = content, pg_temp
as $$
  select v.storyboard, v.files, v.cues, case when v.user_id = nullif(current_setting('app.user_id', true), '')::uuid then v.job_id end from videos v
  where v.id = wanted and (v.user_id = nullif(current_setting('app.user_id', true), '')::uuid or (v.status = 'ready' and v.moderation = 'clear'))
$$;

-- For those who follow the feed.
create function changed_videos(since timestamptz, most integer) returns setof seen_videos
language sql stable security definer set search_path = content, pg_temp
as $$
  select s.* from seen_videos s where s.updated_at > since and s.status = 'ready' and s.moderation = 'clear' order by s.updated_at limit most
$$;

do $$
declare
  name text;
begin
  foreach name in array array['keep_video_keys', 'tell_video', 'leave_files', 'feed', 'own_videos', 'seen_video', 'video_parts', 'changed_videos'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to content', name);
  end loop;
end
$$;
