-- How many deleted accounts have not been erased everywhere in the time that erasing takes: somebody has to look why.
create function late_erasures(seconds double precision) returns integer
language sql stable security definer set search_path = identity, pg_temp
as $$ select count(*)::integer from erasures e where e.done_at is null and e.asked_at < now() - make_interval(secs => seconds) $$;

revoke all on function late_erasures from public;
grant execute on function late_erasures to identity;
