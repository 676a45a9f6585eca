create index concurrently if not exists sessions_search on sessions using gin (search);
