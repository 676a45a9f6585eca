-- How much waits for a decision.
create function count_held() returns table (videos integer, comments integer)
language sql stable security definer set search_path = content, pg_temp
as $$
  select (select count(*) from videos v where v.moderation = 'review')::integer, (select count(*) from comments c where c.status = 'review')::integer
$$;

revoke all on function count_held from public;
grant execute on function count_held to content;
