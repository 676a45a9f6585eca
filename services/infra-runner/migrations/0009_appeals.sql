-- What a learner says of a design that a moderator took down, once.
alter table submissions add column appeal text not null default '';

create function submissions_of_all(before uuid, held boolean, most integer)
returns table (id uuid, user_id uuid, problem_id text, attempt integer, previous_id uuid, status text, namespace text, verdict text, passed integer, failed integer,
  error text, error_message text, despite boolean, moderation text, reasons text[], appeal text, created_at timestamptz, updated_at timestamptz,
  ended_at timestamptz)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select s.id, s.user_id, s.problem_id, s.attempt, s.previous_id, s.status, s.namespace, s.verdict, s.passed, s.failed, s.error, s.error_message, s.despite,
    s.moderation, s.reasons, s.appeal, s.created_at, s.updated_at, s.ended_at
  from submissions s where (before is null or s.id < before) and (not held or s.moderation = 'review') order by s.id desc limit most
$$;

revoke all on function submissions_of_all from public;
grant execute on function submissions_of_all to runner;
