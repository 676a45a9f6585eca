/* Whoever holds two of them takes them in this order: job, videos by their ids, what belongs to a video, spellings. So nobody waits in a circle. */

/* Holds a video that the learner may see for the rest of the transaction: it cannot go while something is written to it. `counts` for what changes
   its figures. */
create function hold_video(wanted uuid, counts boolean) returns table (held boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if counts then
    return query select true from videos v
      where v.id = wanted and (v.user_id = learner or (v.status = 'ready' and v.moderation = 'clear')) for no key update;
  else
    return query select true from videos v
      where v.id = wanted and (v.user_id = learner or (v.status = 'ready' and v.moderation = 'clear')) for key share;
  end if;
end
$$;

-- The same for the video of a comment, whoever may see it.
create function hold_video_of(comment uuid) returns table (held boolean)
language sql security definer set search_path = content, pg_temp
as $$
  select true from videos v where v.id = (select c.video_id from comments c where c.id = comment) for no key update
$$;

-- All whose figures follow when the learner is erased.
create function hold_talked_videos() returns table (held boolean)
language sql security definer set search_path = content, pg_temp
as $$
  with learner as (select nullif(current_setting('app.user_id', true), '')::uuid as id)
  select true from videos v, learner
  where v.user_id = learner.id
    or v.id in (select c.video_id from comments c where c.user_id = learner.id union select r.video_id from ratings r where r.user_id = learner.id
      union select c.video_id from comments c join comment_reports p on p.comment_id = c.id where p.user_id = learner.id)
  order by v.id for no key update of v
$$;

create or replace function report_comment(wanted uuid) returns table (hidden boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  added integer;
begin
  perform hold_video_of(wanted);
  perform 1 from comments c where c.id = wanted and c.status = 'visible' and c.user_id <> learner for update;
  if not found then return; end if;
  insert into comment_reports (user_id, comment_id) values (learner, wanted) on conflict do nothing;
  get diagnostics added = row_count;
  return query update comments c set reports = c.reports + added, status = case when c.reports + added >= 3 then 'review' else c.status end
    where c.id = wanted returning c.status = 'review';
end
$$;

create or replace function decide_comment(wanted uuid, decision text, because text) returns table (decided boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  perform hold_video_of(wanted);
  delete from comment_reports r where r.comment_id = wanted and exists (select from comments c where c.id = wanted and c.status = 'review');
  return query update comments c set reports = 0, reason = case when decision = 'approve' then '' else because end,
      status = case when decision = 'approve' then 'visible' else 'removed' end, updated_at = now()
    where c.id = wanted and c.status = 'review' returning true;
end
$$;

/* Spellings change one transaction after another: whether a word is in use cannot be seen while another video with it comes or goes. What runs after
   the lock sees what was committed before it. */
create function hold_spellings() returns void
language sql security definer set search_path = content, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('content.spellings', 0))
$$;

create or replace function note_spellings() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  if not exists (select from added v where v.status = 'ready' and v.moderation = 'clear') then return null; end if;
  perform hold_spellings();
  insert into spellings (word)
    select distinct w from added v, words_in(v.words) w where v.status = 'ready' and v.moderation = 'clear' order by w
    on conflict do nothing;
  return null;
end
$$;

-- A word goes with the last video that has it.
create or replace function change_spellings() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
declare
  was boolean := old.status = 'ready' and old.moderation = 'clear';
  is_seen boolean := tg_op = 'UPDATE' and new.status = 'ready' and new.moderation = 'clear';
begin
  if not was and not is_seen then return null; end if;
  perform hold_spellings();
  if is_seen then
    insert into spellings (word) select w from words_in(new.words) w order by w on conflict do nothing;
  end if;
  if was then
    delete from spellings where word in (
      select w from words_in(old.words) w
        where not exists (select from videos v where v.status = 'ready' and v.moderation = 'clear' and v.search @@ to_tsquery('english', w)));
  end if;
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['hold_video', 'hold_video_of', 'hold_talked_videos', 'hold_spellings'] loop
    execute format('revoke all on function %I from public', name);
  end loop;
  grant execute on function hold_video, hold_video_of, hold_talked_videos to content;
end
$$;
