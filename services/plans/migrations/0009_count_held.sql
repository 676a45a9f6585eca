-- How many comments wait for somebody to look at them.
create function count_held_comments() returns integer
language sql stable security definer set search_path = plans, pg_temp
as $$ select count(*)::integer from comments c where c.status = 'review' $$;

revoke all on function count_held_comments from public;
grant execute on function count_held_comments to plans;
