create index concurrently if not exists sessions_unsearched on sessions (id) where search is null;
