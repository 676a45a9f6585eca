create table users (
  user_id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  display_name text not null,
  password_hash text not null,
  time_zone text not null default 'UTC',
  roles text[] not null default '{learner}',
  email_verified_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- A signed-in device: the family of refresh tokens that follow one sign-in.
create table devices (
  id uuid primary key,
  user_id uuid not null references users (user_id) on delete cascade,
  label text not null default '',
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index devices_by_user on devices (user_id, created_at desc);

create table refresh_tokens (
  hash bytea primary key,
  user_id uuid not null references users (user_id) on delete cascade,
  device_id uuid not null references devices (id) on delete cascade,
  parent bytea,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index refresh_tokens_by_device on refresh_tokens (device_id);
create index refresh_tokens_by_parent on refresh_tokens (parent);
create index refresh_tokens_by_user on refresh_tokens (user_id);

create table email_tokens (
  hash bytea primary key,
  user_id uuid not null references users (user_id) on delete cascade,
  purpose text not null check (purpose in ('verify', 'reset')),
  expires_at timestamptz not null
);
create index email_tokens_by_user on email_tokens (user_id);

-- First answers to requests that carried an Idempotency-Key.
create table idempotency_keys (
  user_id uuid not null references users (user_id) on delete cascade,
  key text not null,
  fingerprint bytea not null,
  status integer,
  body text,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);

do $$
declare
  name text;
begin
  foreach name in array array['users', 'devices', 'refresh_tokens', 'email_tokens', 'idempotency_keys'] loop
    execute format($sql$create policy own_rows on %I to identity
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to identity_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table users enable row level security;
alter table users force row level security;
alter table devices enable row level security;
alter table devices force row level security;
alter table refresh_tokens enable row level security;
alter table refresh_tokens force row level security;
alter table email_tokens enable row level security;
alter table email_tokens force row level security;
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;

-- Before it is known who asks, only these functions find an account, and only by what its owner alone knows.
create function find_account(wanted_email text) returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = identity, pg_temp
as $$ select u.user_id, u.password_hash from users u where u.email = wanted_email $$;

create function find_refresh_token(wanted bytea) returns table (user_id uuid, device_id uuid)
language sql stable security definer set search_path = identity, pg_temp
as $$ select t.user_id, t.device_id from refresh_tokens t where t.hash = wanted $$;

create function find_email_token(wanted bytea, wanted_purpose text) returns table (user_id uuid)
language sql stable security definer set search_path = identity, pg_temp
as $$ select t.user_id from email_tokens t where t.hash = wanted and t.purpose = wanted_purpose and t.expires_at > now() $$;

revoke all on function find_account, find_refresh_token, find_email_token from public;
grant execute on function find_account, find_refresh_token, find_email_token to identity;
