-- What there is on a topic: see videos_named.
create index concurrently if not exists videos_by_title on videos (lower(title), top_key desc, id desc) where status = 'ready' and moderation = 'clear';
