-- A schema for each service with its owner, who migrates, and its login role, which owns nothing. Run once, when the database is made.
-- The roles can sign in only once their secrets are read.
create schema if not exists extensions;
create extension if not exists vector schema extensions;
create extension if not exists pg_trgm schema extensions;
grant usage on schema extensions to public;
revoke create on schema public from public;

do $$
declare
  service text;
begin
  foreach service in array array['identity', 'sessions', 'hints', 'runner', 'plans', 'content', 'bus'] loop
    execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', service || '_owner');
    execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', service);
    execute format('grant connect on database %I to %I, %I', current_database(), service || '_owner', service);
    execute format('alter role %I set search_path = %I, extensions', service || '_owner', service);
    execute format('alter role %I set search_path = %I, extensions', service, service);
    execute format('create schema %I authorization %I', service, service || '_owner');
    execute format('grant usage on schema %I to %I', service, service);
    execute format('alter default privileges for role %I in schema %I grant select, insert, update, delete on tables to %I', service || '_owner', service, service);
    execute format('alter default privileges for role %I in schema %I grant usage on sequences to %I', service || '_owner', service, service);
  end loop;
end
$$;
