-- Why a moderator took a comment down, and what its writer says about it, once. Its words stay: to its writer, and to whoever looks again.
alter table comments add column reason text not null default '', add column appeal text not null default '';

-- Comments that anybody may read, and one's own; nothing of who wrote them but whether it was the learner of the transaction. What was taken down
-- before words stayed has none.
create function comments_told(problem text, at_most timestamptz, after_id uuid, most integer)
returns table (id uuid, problem_id text, body text, tag text, status text, reason text, appealed boolean, own boolean, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select c.id, c.problem_id, c.body, c.tag, c.status, c.reason, c.appeal <> '', c.user_id = nullif(current_setting('app.user_id', true), '')::uuid, c.created_at,
    c.updated_at
  from comments c
  where c.problem_id = problem and (c.created_at, c.id) < (at_most, after_id)
    and (c.status = 'visible' or (c.body <> '' and c.user_id = nullif(current_setting('app.user_id', true), '')::uuid))
  order by c.created_at desc, c.id desc limit most
$$;

create function comments_to_judge(after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, problem_id text, body text, tag text, status text, reason text, reasons text[], reports integer, appeal text, created_at timestamptz,
  updated_at timestamptz)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select c.id, c.problem_id, c.body, c.tag, c.status, c.reason, c.reasons, c.reports, c.appeal, c.created_at, c.updated_at
  from comments c where c.status = 'review' and (c.created_at, c.id) > (after_at, after_id) order by c.created_at, c.id limit most
$$;

-- What may be read again can be taken down again, and then there is another word to say.
create function judge_comment(wanted uuid, decision text, because text) returns table (decided boolean)
language plpgsql security definer set search_path = plans, pg_temp
as $$
begin
  perform 1 from comments c where c.id = wanted and c.status = 'review' for update;
  if not found then return; end if;
  delete from comment_reports r where r.comment_id = wanted;
  return query update comments c set reports = 0, status = case when decision = 'approve' then 'visible' else 'removed' end,
      reason = case when decision = 'approve' then '' else because end, appeal = case when decision = 'approve' then '' else c.appeal end
    where c.id = wanted returning true;
end
$$;

revoke all on function comments_told, comments_to_judge, judge_comment from public;
grant execute on function comments_told, comments_to_judge, judge_comment to plans;
