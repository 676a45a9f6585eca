-- By each of these names, in small letters: the best video of that topic or title that everybody may see.
create function videos_named(names text[])
returns table (name text, id uuid, duration_ms integer, rating_sum integer, rating_count integer, top_key double precision)
language sql stable security definer set search_path = content, pg_temp
as $$
  select n.name, b.id, b.duration_ms, b.rating_sum, b.rating_count, b.top_key
  from unnest(names) as n (name), lateral (
    (select v.id, v.duration_ms, v.rating_sum, v.rating_count, v.top_key from videos v
      where lower(v.topic) = n.name and v.status = 'ready' and v.moderation = 'clear' order by v.top_key desc, v.id desc limit 1)
    union all
    (select v.id, v.duration_ms, v.rating_sum, v.rating_count, v.top_key from videos v
      where lower(v.title) = n.name and v.status = 'ready' and v.moderation = 'clear' order by v.top_key desc, v.id desc limit 1)
    order by top_key desc, id desc limit 1
  ) b
$$;

revoke all on function videos_named from public;
grant execute on function videos_named to content;
