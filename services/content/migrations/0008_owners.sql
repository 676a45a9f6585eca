-- Who asked for a video, for the gateway, which keeps pages of the feed for all and tells nobody; and `views` is not asked for any more.
create or replace view seen_videos as
  select v.id, v.topic, v.subject, v.difficulty, v.tags, v.title, v.summary, v.status, v.error, v.moderation, v.reasons, v.author, v.revision, v.chapters,
    v.duration_ms, v.bytes, v.rating_sum, v.rating_count, v.view_count, v.comment_count, v.new_key, v.top_key, v.hot_key, v.created_at, v.updated_at,
    v.user_id = nullif(current_setting('app.user_id', true), '')::uuid as own,
    v.reason, v.appeal <> '' as appealed,
    v.user_id as owner_id
  from videos v;

-- What was carried over from `views` goes with what it was carried over to, so that once no version asks for `views` it can be dropped.
create function forget_carried_view() returns trigger
language plpgsql set search_path = content, pg_temp
as $$
begin
  delete from views v where v.video_id = old.video_id and v.user_id = old.user_id and v.hour = old.hour;
  return null;
end
$$;
create trigger viewings_forgotten after delete on viewings for each row execute function forget_carried_view();
