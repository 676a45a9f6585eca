-- An account that was made through a provider has no password.
alter table users alter column password_hash drop not null;

-- Accounts elsewhere by which a learner signs in. The provider is google, github, or the issuer of another system's tokens.
create table oauth_accounts (
  id uuid primary key,
  user_id uuid not null references users (user_id) on delete cascade,
  provider text not null check (length(provider) between 1 and 200),
  subject text not null check (length(subject) between 1 and 255),
  -- As the provider last told it: shown to the learner, never looked up.
  email text check (length(email) <= 254),
  linked_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  unique (provider, subject),
  unique (user_id, provider)
);
create policy own_rows on oauth_accounts to identity
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy named_functions on oauth_accounts to identity_owner using (true) with check (true);
alter table oauth_accounts enable row level security;
alter table oauth_accounts force row level security;

-- Sign-ins with a provider that came back: each comes back once.
create table oauth_states (
  hash bytea primary key,
  expires_at timestamptz not null
);
create index oauth_states_by_expiry on oauth_states (expires_at);
create policy named_functions on oauth_states to identity_owner using (true) with check (true);
alter table oauth_states enable row level security;
alter table oauth_states force row level security;
revoke all on oauth_states from identity;

-- A deletion is confirmed by a mailed link where there is no password.
alter table email_tokens drop constraint email_tokens_purpose_check;
alter table email_tokens add constraint email_tokens_purpose_check check (purpose in ('verify', 'reset', 'delete')) not valid;
alter table email_tokens validate constraint email_tokens_purpose_check;

create function find_linked(wanted_provider text, wanted_subject text) returns table (user_id uuid)
language sql stable security definer set search_path = identity, pg_temp
as $$ select o.user_id from oauth_accounts o where o.provider = wanted_provider and o.subject = wanted_subject $$;

-- What decides whether somebody with this address at a provider is let into the account that has it here.
create function find_linkable(wanted_email text) returns table (user_id uuid, verified boolean, providers text[])
language sql stable security definer set search_path = identity, pg_temp
as $$
  select u.user_id, u.email_verified_at is not null,
    array(select o.provider from oauth_accounts o where o.user_id = u.user_id order by o.linked_at)
  from users u where u.email = wanted_email
$$;

-- True the first time.
create function take_oauth_state(wanted bytea, seconds integer) returns boolean
language plpgsql security definer set search_path = identity, pg_temp
as $$
begin
  delete from oauth_states where expires_at < now();
  insert into oauth_states (hash, expires_at) values (wanted, now() + make_interval(secs => seconds)) on conflict do nothing;
  return found;
end
$$;

revoke all on function find_linked, find_linkable, take_oauth_state from public;
grant execute on function find_linked, find_linkable, take_oauth_state to identity;
