-- The second factor of an account: the shared secret of an authenticator app, sealed. It counts from `confirmed_at` on.
create table totp_factors (
  user_id uuid primary key references users (user_id) on delete cascade,
  sealed bytea not null,
  enrolled_at timestamptz not null default now(),
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: neither it nor an older one is taken again.
  last_step bigint
);

create table recovery_codes (
  user_id uuid not null references users (user_id) on delete cascade,
  hash bytea not null,
  used_at timestamptz,
  primary key (user_id, hash)
);

-- Sign-ins that wait for their second factor.
create table mfa_tickets (
  hash bytea primary key,
  user_id uuid not null references users (user_id) on delete cascade,
  device text not null,
  tries_left integer not null,
  expires_at timestamptz not null
);
create index mfa_tickets_by_user on mfa_tickets (user_id);
create index mfa_tickets_by_expiry on mfa_tickets (expires_at);

-- Devices without a browser that ask to be signed in, and what a learner answered.
create table device_grants (
  id uuid primary key,
  device_hash bytea not null unique,
  code_hash bytea not null unique,
  device text not null,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  polled_at timestamptz,
  interval_seconds integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'denied', 'used')),
  -- Who answered.
  user_id uuid references users (user_id) on delete cascade,
  check ((state = 'waiting') = (user_id is null))
);
create index device_grants_by_user on device_grants (user_id);
create index device_grants_by_expiry on device_grants (expires_at);

-- Mail that waits for the mail server, sealed: it carries links that sign people in. Rows without a user are never sent.
create table mail_queue (
  id uuid primary key,
  user_id uuid references users (user_id) on delete cascade,
  sealed bytea not null,
  queued_at timestamptz not null default now(),
  tries integer not null default 0,
  next_at timestamptz not null default now()
);
create index mail_queue_by_next on mail_queue (next_at);
create index mail_queue_by_user on mail_queue (user_id);

do $$
declare
  name text;
begin
  foreach name in array array['totp_factors', 'recovery_codes', 'mfa_tickets', 'device_grants', 'mail_queue'] loop
    execute format($sql$create policy own_rows on %I to identity
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to identity_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table totp_factors enable row level security;
alter table totp_factors force row level security;
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
alter table mfa_tickets enable row level security;
alter table mfa_tickets force row level security;
alter table device_grants enable row level security;
alter table device_grants force row level security;
alter table mail_queue enable row level security;
alter table mail_queue force row level security;
revoke insert, update on device_grants from identity;
revoke insert, update, delete on mail_queue from identity;

create function find_mfa_ticket(wanted bytea) returns table (user_id uuid)
language sql stable security definer set search_path = identity, pg_temp
as $$ select t.user_id from mfa_tickets t where t.hash = wanted and t.expires_at > now() $$;

create function ask_device_grant(new_id uuid, new_device_hash bytea, new_code_hash bytea, new_device text, seconds integer, every integer) returns boolean
language plpgsql security definer set search_path = identity, pg_temp
as $$
begin
  insert into device_grants (id, device_hash, code_hash, device, expires_at, interval_seconds)
  values (new_id, new_device_hash, new_code_hash, new_device, now() + make_interval(secs => seconds), every)
  on conflict do nothing;
  return found;
end
$$;

-- What the device is told. An early question makes the pause longer; a grant that was approved stays so until it is taken.
create function poll_device_grant(wanted bytea) returns table (outcome text, user_id uuid, device text)
language plpgsql security definer set search_path = identity, pg_temp
as $$
declare
  found_grant device_grants;
  early boolean;
begin
  select * into found_grant from device_grants g where g.device_hash = wanted for update;
  if found_grant.id is null then return query select 'unknown', null::uuid, null::text; return; end if;
  if found_grant.state = 'waiting' and found_grant.expires_at > now() then
    early := coalesce(found_grant.polled_at > clock_timestamp() - make_interval(secs => found_grant.interval_seconds), false);
    update device_grants g
      set polled_at = clock_timestamp(), interval_seconds = case when early then least(g.interval_seconds + 5, 60) else g.interval_seconds end
      where g.id = found_grant.id;
    return query select case when early then 'early' else 'waiting' end, null::uuid, null::text;
    return;
  end if;
  if found_grant.state in ('waiting', 'approved') and found_grant.expires_at <= now() then return query select 'expired', null::uuid, null::text; return; end if;
  return query select found_grant.state, found_grant.user_id, found_grant.device;
end
$$;

-- What the learner is shown who typed the code. Some time after its end a grant can still be told from one that never was.
create function find_device_grant(wanted bytea[]) returns table (id uuid, device text, asked_at timestamptz, expired boolean, state text, user_id uuid)
language sql stable security definer set search_path = identity, pg_temp
as $$ select g.id, g.device, g.asked_at, g.expires_at <= now(), g.state, g.user_id from device_grants g where g.code_hash = any (wanted) $$;

-- True for the one answer that counts. The learner is the one of the transaction.
create function answer_device_grant(wanted uuid, answer text) returns boolean
language sql volatile security definer set search_path = identity, pg_temp
as $$
  with answered as (
    update device_grants g set state = answer, user_id = current_setting('app.user_id')::uuid
    where g.id = wanted and g.state = 'waiting' and g.expires_at > now() and answer in ('approved', 'denied')
    returning 1
  )
  select exists (select 1 from answered)
$$;

-- True once: whoever takes the grant makes the device's tokens in the same transaction.
create function take_device_grant(wanted bytea) returns boolean
language sql volatile security definer set search_path = identity, pg_temp
as $$
  with taken as (
    update device_grants g set state = 'used'
    where g.device_hash = wanted and g.state = 'approved' and g.expires_at > now() and g.user_id = current_setting('app.user_id')::uuid
    returning 1
  )
  select exists (select 1 from taken)
$$;

-- Mail goes to learners only: what is meant for an address without an account is kept for a moment like any other, and never sent.
create function queue_mail(new_id uuid, recipient text, new_sealed bytea) returns void
language sql volatile security definer set search_path = identity, pg_temp
as $$
  insert into mail_queue (id, user_id, sealed) values (new_id, (select u.user_id from users u where u.email = lower(recipient)), new_sealed);
  select pg_notify('identity_mail', '');
$$;

-- Mails whose turn it is, lent to one sender: they come back when it does not answer for them in time.
create function take_mails(most integer, lent_seconds integer) returns table (id uuid, sealed bytea, tries integer, seconds_old double precision)
language sql volatile security definer set search_path = identity, pg_temp
as $$
  delete from mail_queue m where m.user_id is null or m.queued_at < now() - interval '4 days';
  update mail_queue m set tries = m.tries + 1, next_at = now() + make_interval(secs => lent_seconds)
  where m.id in (select q.id from mail_queue q where q.next_at <= now() order by q.next_at limit most for update skip locked)
  returning m.id, m.sealed, m.tries, extract(epoch from now() - m.queued_at)::double precision
$$;

create function drop_mail(wanted uuid) returns void
language sql volatile security definer set search_path = identity, pg_temp
as $$ delete from mail_queue m where m.id = wanted $$;

create function delay_mail(wanted uuid, seconds double precision) returns void
language sql volatile security definer set search_path = identity, pg_temp
as $$ update mail_queue m set next_at = now() + make_interval(secs => seconds) where m.id = wanted $$;

create function waiting_mails() returns table (waiting bigint, oldest_seconds double precision)
language sql stable security definer set search_path = identity, pg_temp
as $$
  select count(*), coalesce(extract(epoch from now() - min(m.queued_at)), 0)::double precision from mail_queue m where m.user_id is not null
$$;

-- What has had its time. Each kind in pieces, so that no statement holds many rows for long.
create function prune_identity(most integer) returns bigint
language plpgsql security definer set search_path = identity, pg_temp
as $$
declare
  pruned bigint := 0;
  gone bigint;
begin
  delete from idempotency_keys k where (k.user_id, k.key) in
    (select o.user_id, o.key from idempotency_keys o where o.created_at < now() - interval '1 day' limit most for update skip locked);
  get diagnostics gone = row_count;
  pruned := pruned + gone;
  delete from email_tokens t where t.hash in (select o.hash from email_tokens o where o.expires_at < now() - interval '1 day' limit most for update skip locked);
  get diagnostics gone = row_count;
  pruned := pruned + gone;
  delete from mfa_tickets t where t.hash in (select o.hash from mfa_tickets o where o.expires_at < now() limit most for update skip locked);
  get diagnostics gone = row_count;
  pruned := pruned + gone;
  delete from device_grants g where g.id in (select o.id from device_grants o where o.expires_at < now() - interval '1 hour' limit most for update skip locked);
  get diagnostics gone = row_count;
  pruned := pruned + gone;
  delete from devices d where d.id in
    (select o.id from devices o where coalesce(o.revoked_at, o.expires_at) < now() - interval '30 days' and o.expires_at < now() limit most for update skip locked);
  get diagnostics gone = row_count;
  return pruned + gone;
end
$$;

revoke all on function find_mfa_ticket, ask_device_grant, poll_device_grant, find_device_grant, answer_device_grant, take_device_grant, queue_mail,
  take_mails, drop_mail, delay_mail, waiting_mails, prune_identity from public;
grant execute on function find_mfa_ticket, ask_device_grant, poll_device_grant, find_device_grant, answer_device_grant, take_device_grant, queue_mail,
  take_mails, drop_mail, delay_mail, waiting_mails, prune_identity to identity;
