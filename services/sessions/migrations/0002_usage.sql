-- Counts over all learners, for administrators: nothing that says who.
create function count_usage(since timestamptz)
returns table (sessions_started bigint, sessions_completed bigint, sessions_abandoned bigint, learners bigint)
language sql stable security definer set search_path = sessions, pg_temp
as $$
  select count(*) filter (where s.started_at > since),
    count(*) filter (where s.status = 'completed' and s.ended_at > since),
    count(*) filter (where s.status = 'abandoned' and s.ended_at > since),
    count(distinct s.user_id) filter (where s.touched_at > since)
  from sessions s
$$;
revoke all on function count_usage from public;
grant execute on function count_usage to sessions;
