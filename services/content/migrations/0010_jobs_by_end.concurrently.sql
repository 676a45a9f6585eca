-- The last jobs that were done, of either sort: see usual_seconds.
create index concurrently if not exists jobs_by_end on jobs (kind, (input->>'draft'), ended_at desc) where state = 'done';
