-- A push that a push service did not take is tried again: when, how often it was tried, and for which subscriptions (null: all of the learner's).
alter table reminders
  add column push_after timestamptz,
  add column push_tries smallint not null default 0,
  add column push_to uuid[];

-- Reminders whose pushes may be tried now, the oldest first.
create function reminders_to_push(at timestamptz, most integer)
returns table (reminder_id uuid, user_id uuid)
language sql stable security definer set search_path = plans, pg_temp
as $$
  select r.id, r.user_id from reminders r
  where r.pushed_at is null and (r.push_after is null or r.push_after <= at)
  order by r.created_at limit most
$$;
revoke all on function reminders_to_push from public;
grant execute on function reminders_to_push to plans;
