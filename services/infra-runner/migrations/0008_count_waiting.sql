-- For administrators: how many submissions moderators look at, and how many plans for a cloud wait for a decision.
create function count_waiting() returns table (submissions integer, clouds integer)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select (select count(*) from submissions s where s.moderation = 'review')::integer,
    -- A plan is not over: those that are under way have an index.
    (select count(*) from clouds c where c.ended_at is null and c.state = 'planned')::integer
$$;

revoke all on function count_waiting from public;
grant execute on function count_waiting to runner;
