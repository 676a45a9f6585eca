alter table users add column avatar_color text;
alter table users add column subjects text[] not null default '{}';
alter table users add column preferences jsonb not null default '{}';
-- Counts changes of what the learner says of themselves: whoever changes it names the count they saw.
alter table users add column profile_version integer not null default 1;
alter table users add column last_active_at timestamptz;
alter table users add column suspended_at timestamptz;

-- Accounts that were deleted, and which services have erased what they held. Ids only; it outlives the account, or nothing would be proved.
create table erasures (
  user_id uuid primary key,
  asked_at timestamptz not null default now(),
  asked_by text not null check (asked_by in ('learner', 'admin')),
  -- When the last service was done.
  done_at timestamptz
);
create index erasures_by_time on erasures (asked_at desc, user_id desc);
create index erasures_open on erasures (asked_at) where done_at is null;

create table erasure_steps (
  user_id uuid not null references erasures (user_id) on delete cascade,
  service text not null check (length(service) between 1 and 40),
  done_at timestamptz,
  primary key (user_id, service)
);

do $$
declare
  name text;
begin
  foreach name in array array['erasures', 'erasure_steps'] loop
    execute format($sql$create policy own_rows on %I to identity
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to identity_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table erasures enable row level security;
alter table erasures force row level security;
alter table erasure_steps enable row level security;
alter table erasure_steps force row level security;

-- What anyone who is signed in may know of a learner who shows themselves; nothing of the others.
create function public_profile(wanted uuid)
returns table (id uuid, display_name text, avatar_color text, subjects text[], joined text)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select u.user_id, u.display_name, u.avatar_color, u.subjects, to_char(u.created_at at time zone 'utc', 'YYYY-MM')
  from users u
  where u.user_id = wanted and u.suspended_at is null and u.preferences -> 'publicProfile' = 'true'::jsonb
$$;

-- For administrators: accounts, the newest first. `text` is the beginning of an e-mail address or a part of a name, in lower case.
create function list_accounts(text_wanted text, role_wanted text, status_wanted text, before uuid, most integer)
returns table (
  id uuid, email text, display_name text, avatar_color text, roles text[], email_verified boolean,
  created_at timestamptz, last_active_at timestamptz, suspended_at timestamptz
)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select u.user_id, u.email, u.display_name, u.avatar_color, u.roles, u.email_verified_at is not null,
    u.created_at, u.last_active_at, u.suspended_at
  from users u
  where (before is null or u.user_id < before)
    and (text_wanted is null or starts_with(u.email, text_wanted) or position(text_wanted in lower(u.display_name)) > 0)
    and (role_wanted is null or role_wanted = any (u.roles))
    and (status_wanted is null or (status_wanted = 'suspended') = (u.suspended_at is not null))
  order by u.user_id desc
  limit most
$$;

-- Whether somebody else could still do an administrator's work. Asked under the lock of those who change who is one.
create function has_other_admin(besides uuid) returns boolean
language sql volatile security definer set search_path = identity, pg_temp
as $$
  select exists (select 1 from users u where u.user_id <> besides and 'admin' = any (u.roles) and u.suspended_at is null)
$$;

-- Counts over all accounts.
create function count_accounts()
returns table (accounts bigint, verified bigint, suspended bigint, active_day bigint, active_week bigint, active_month bigint, new_week bigint)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select count(*), count(u.email_verified_at), count(u.suspended_at),
    count(*) filter (where u.last_active_at > now() - interval '1 day'),
    count(*) filter (where u.last_active_at > now() - interval '7 days'),
    count(*) filter (where u.last_active_at > now() - interval '30 days'),
    count(*) filter (where u.created_at > now() - interval '7 days')
  from users u
$$;

-- Erasures with the state of each service, the newest first; `open_wanted` leaves out those that are done.
create function list_erasures(open_wanted boolean, before_at timestamptz, before_id uuid, most integer)
returns table (user_id uuid, asked_at timestamptz, asked_by text, done_at timestamptz, steps jsonb)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select e.user_id, e.asked_at, e.asked_by, e.done_at,
    (select coalesce(jsonb_agg(jsonb_build_object('service', s.service, 'doneAt', s.done_at) order by s.service), '[]')
     from erasure_steps s where s.user_id = e.user_id)
  from erasures e
  where (not open_wanted or e.done_at is null)
    and (before_at is null or (e.asked_at, e.user_id) < (before_at, before_id))
  order by e.asked_at desc, e.user_id desc
  limit most
$$;

-- By service, how many erasures it has not carried out, and how long the oldest of them waits.
create function waiting_erasures() returns table (service text, waiting bigint, oldest_seconds double precision)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select s.service, count(*), extract(epoch from now() - min(e.asked_at))::double precision
  from erasures e join erasure_steps s on s.user_id = e.user_id
  where e.done_at is null and s.done_at is null
  group by s.service
$$;

-- Gateways that know the device, or hold something open for it, hear that it was signed out.
create function tell_signed_out() returns trigger
language plpgsql set search_path = identity, pg_temp
as $$
begin
  perform pg_notify('identity_signed_out', old.user_id::text);
  return null;
end
$$;
create trigger devices_signed_out after update of revoked_at on devices for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function tell_signed_out();
create trigger devices_gone after delete on devices for each row execute function tell_signed_out();

-- What was written stays written, also by a slip of the owner; months past their time are dropped as a whole.
create function keep_audit() returns trigger
language plpgsql set search_path = identity, pg_temp
as $$
begin
  raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_is_kept before update or delete on audit for each row execute function keep_audit();

-- One link for each line of the audit: it seals the line and the link before it, so that a line that is changed, taken out or put in is
-- noticed. Links outlive the months of the audit that were dropped.
create table audit_links (
  sequence bigint primary key,
  audit_id uuid not null unique,
  at timestamptz not null,
  -- SHA-256 of the line.
  line bytea not null,
  -- SHA-256 of the link before and of `line`; of `line` alone in the first.
  seal bytea not null
);
revoke insert, update, delete on audit_links from identity;
create trigger audit_links_are_kept before update or delete on audit_links for each row execute function keep_audit();

create function audit_line(id uuid, at timestamptz, actor uuid, action text, subject text, detail jsonb) returns text
language sql stable set search_path = identity, pg_temp
as $$ select jsonb_build_array(id, (extract(epoch from at) * 1000000)::bigint, actor, action, subject, detail)::text $$;

create function seal_audit() returns trigger
language plpgsql security definer set search_path = identity, pg_temp
as $$
declare
  last record;
  line bytea := sha256(convert_to(audit_line(new.id, new.at, new.actor, new.action, new.subject, new.detail), 'UTF8'));
begin
  perform pg_advisory_xact_lock(hashtextextended('quint.audit', 0));
  select l.sequence, l.seal into last from audit_links l order by l.sequence desc limit 1;
  insert into audit_links (sequence, audit_id, at, line, seal)
  values (coalesce(last.sequence, 0) + 1, new.id, new.at, line, sha256(coalesce(last.seal, ''::bytea) || line));
  return null;
end
$$;

-- Lines from before there were links.
do $$
declare
  written audit;
  next bigint := 0;
  line bytea;
  seal bytea := ''::bytea;
begin
  for written in select * from audit order by at, id loop
    next := next + 1;
    line := sha256(convert_to(audit_line(written.id, written.at, written.actor, written.action, written.subject, written.detail), 'UTF8'));
    seal := sha256(seal || line);
    insert into audit_links (sequence, audit_id, at, line, seal) values (next, written.id, written.at, line, seal);
  end loop;
end
$$;

create trigger audit_is_sealed after insert on audit for each row execute function seal_audit();

revoke all on function public_profile, list_accounts, has_other_admin, count_accounts, list_erasures, waiting_erasures, tell_signed_out, keep_audit, audit_line, seal_audit from public;
grant execute on function public_profile, list_accounts, has_other_admin, count_accounts, list_erasures, waiting_erasures, audit_line to identity;
