/* When a video last went that could have been watched, since then: it was deleted, or a moderator has to look. Which one is told to nobody. What was
   deleted is remembered for longer than anybody waits to read this. */
create function lost_video(since timestamptz) returns table (at timestamptz)
language sql stable security definer set search_path = content, pg_temp
as $$
  select max(gone) from (
    select l.since as gone from leftovers l where l.since > lost_video.since
    union all
    select v.updated_at from videos v
      where v.updated_at > lost_video.since and v.ready_at is not null and (v.status <> 'ready' or v.moderation <> 'clear')
  ) them
$$;

do $$
begin
  revoke all on function lost_video from public;
  grant execute on function lost_video to content;
end
$$;
