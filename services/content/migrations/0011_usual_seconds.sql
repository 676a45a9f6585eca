/* How long the making of a video takes here, and the making anew of a scene: the middle of the last twenty, in seconds. No row before there was one. */
create function usual_seconds() returns table (anew boolean, seconds double precision)
language sql stable security definer set search_path = content, pg_temp
as $$
  select sorts.draft = 'true', percentile_cont(0.5) within group (order by lately.seconds)
  from (values ('false'), ('true')) sorts (draft),
    lateral (select extract(epoch from j.ended_at - j.started_at)::double precision as seconds from jobs j
      where j.kind = 'video' and j.input->>'draft' = sorts.draft and j.state = 'done' order by j.ended_at desc limit 20) lately
  group by sorts.draft
$$;

do $$
begin
  revoke all on function usual_seconds from public;
  grant execute on function usual_seconds to content;
end
$$;
