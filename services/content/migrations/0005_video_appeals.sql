-- Why a moderator took a video down, and what its owner says about it, once.
alter table videos add column reason text not null default '', add column appeal text not null default '';

create or replace view seen_videos as
  select v.id, v.topic, v.subject, v.difficulty, v.tags, v.title, v.summary, v.status, v.error, v.moderation, v.reasons, v.author, v.revision, v.chapters,
    v.duration_ms, v.bytes, v.rating_sum, v.rating_count, v.view_count, v.comment_count, v.new_key, v.top_key, v.hot_key, v.created_at, v.updated_at,
    v.user_id = nullif(current_setting('app.user_id', true), '')::uuid as own,
    v.reason, v.appeal <> '' as appealed
  from videos v;

-- Moderators see what they decide about, and decided.
create function seen_video_as(wanted uuid, moderates boolean) returns setof seen_videos
language sql stable security definer set search_path = content, pg_temp
as $$
  select s.* from seen_videos s where s.id = wanted and (s.own or (s.status = 'ready' and (moderates or s.moderation = 'clear')))
$$;

create function video_parts_as(wanted uuid, moderates boolean) returns table (storyboard jsonb, files jsonb, cues jsonb, job_id uuid)
language sql stable security definer set search_path = content, pg_temp
as $$
  select v.storyboard, v.files, v.cues, case when v.user_id = nullif(current_setting('app.user_id', true), '')::uuid then v.job_id end from videos v
  where v.id = wanted and (v.user_id = nullif(current_setting('app.user_id', true), '')::uuid or (v.status = 'ready' and (moderates or v.moderation = 'clear')))
$$;

create or replace function held_things(after_at timestamptz, after_id uuid, most integer)
returns table (kind text, id uuid, video_id uuid, body text, reasons text[], reports integer, appeal text, created_at timestamptz)
language sql stable security definer set search_path = content, pg_temp
as $$
  (select 'comment', c.id, c.video_id, c.body, c.reasons, c.reports, c.appeal, c.created_at from comments c
    where c.status = 'review' and (c.created_at, c.id) > (after_at, after_id) order by c.created_at, c.id limit most)
  union all
  (select 'video', v.id, v.id, v.title || E'\n' || v.summary, v.reasons, 0, v.appeal, v.created_at from videos v
    where v.moderation = 'review' and (v.created_at, v.id) > (after_at, after_id) order by v.created_at, v.id limit most)
  order by 8, 2 limit most
$$;

-- What may be seen again can be taken down again, and then there is another word to say.
create or replace function decide_comment(wanted uuid, decision text, because text) returns table (decided boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  perform hold_video_of(wanted);
  delete from comment_reports r where r.comment_id = wanted and exists (select from comments c where c.id = wanted and c.status = 'review');
  return query update comments c set reports = 0, reason = case when decision = 'approve' then '' else because end,
      appeal = case when decision = 'approve' then '' else c.appeal end,
      status = case when decision = 'approve' then 'visible' else 'removed' end, updated_at = now()
    where c.id = wanted and c.status = 'review' returning true;
end
$$;

create function judge_video(wanted uuid, decision text, because text) returns table (decided boolean, owner uuid)
language sql security definer set search_path = content, pg_temp
as $$
  update videos v set moderation = case when decision = 'approve' then 'clear' else 'removed' end,
      reason = case when decision = 'approve' then '' else because end, appeal = case when decision = 'approve' then '' else v.appeal end
    where v.id = wanted and v.moderation = 'review' returning true, v.user_id
$$;

do $$
begin
  revoke all on function seen_video_as, video_parts_as, judge_video from public;
  grant execute on function seen_video_as, video_parts_as, judge_video to content;
end
$$;
