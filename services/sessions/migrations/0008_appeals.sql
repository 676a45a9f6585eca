-- What its learner says of a shared session that was taken down, once.
alter table shared_sessions add column appeal text not null default '';

create function moderation_entries(after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, title text, content jsonb, status text, reasons jsonb, reports integer, reported jsonb, appeal text, shared_at timestamptz)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select q.id, q.title, q.content, q.status, q.reasons, q.reports, q.reported, s.appeal, q.shared_at
  from moderation_queue(after_at, after_id, most) q join shared_sessions s on s.id = q.id
  order by q.shared_at, q.id
$$;

/* What may be read again is as if nobody had taken it down, and can be taken down again: then there is another word to say. */
create function judge_shared_session(share uuid, decision text, why text)
returns table (session_id uuid, user_id uuid, was text)
language plpgsql security definer set search_path = sessions, pg_temp
as $$
declare
  decided record;
begin
  select d.* into decided from decide_shared_session(share, decision, why) d;
  if not found then return; end if;
  if decision = 'approve' then
    update shared_sessions s set appeal = '' where s.id = share;
    delete from removed_shares r where r.session_id = decided.session_id;
  end if;
  return query select decided.session_id, decided.user_id, decided.was;
end
$$;

revoke all on function moderation_entries, judge_shared_session from public;
grant execute on function moderation_entries, judge_shared_session to sessions;
