-- What ran and how it ended; never the program, its input or its output.
create table runs (
  id uuid primary key,
  user_id uuid not null,
  language text not null,
  problem_id text not null default '',
  sandbox text not null,
  outcome text not null,
  tests_passed integer not null default 0,
  tests_total integer not null default 0,
  time_ms integer not null default 0,
  memory_bytes bigint not null default 0,
  created_at timestamptz not null default now()
);
create index runs_by_user on runs (user_id, created_at, id);

-- Learners whose data was erased: a late write with a token that has not expired yet is refused.
create table erased_learners (
  user_id uuid primary key,
  erased_at timestamptz not null default now()
);

do $$
declare
  name text;
begin
  foreach name in array array['runs', 'erased_learners'] loop
    execute format($sql$create policy own_rows on %I to runner
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to runner_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table runs enable row level security;
alter table runs force row level security;
alter table erased_learners enable row level security;
alter table erased_learners force row level security;
