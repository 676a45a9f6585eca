-- A moderator takes down what everybody sees, too, and takes a decision about a video back: nobody has to report it first.
create or replace function decide_comment(wanted uuid, decision text, because text) returns table (decided boolean)
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  perform hold_video_of(wanted);
  perform 1 from comments c where c.id = wanted and (c.status = 'review' or (decision = 'remove' and c.status = 'visible')) for update;
  if not found then return; end if;
  delete from comment_reports r where r.comment_id = wanted;
  return query update comments c set reports = 0, reason = case when decision = 'approve' then '' else because end,
      appeal = case when decision = 'approve' then '' else c.appeal end,
      status = case when decision = 'approve' then 'visible' else 'removed' end, updated_at = now()
    where c.id = wanted returning true;
end
$$;

create or replace function judge_video(wanted uuid, decision text, because text) returns table (decided boolean, owner uuid)
language sql security definer set search_path = content, pg_temp
as $$
  update videos v set moderation = case when decision = 'approve' then 'clear' else 'removed' end,
      reason = case when decision = 'approve' then '' else because end, appeal = case when decision = 'approve' then '' else v.appeal end
    where v.id = wanted and (v.moderation = 'review'
      or (v.status = 'ready' and v.moderation = case when decision = 'approve' then 'removed' else 'clear' end))
    returning true, v.user_id
$$;
