-- Runs of the lab: the program, how it was tried, and the verdict; what happened stands in pieces of their own.
create table lab_runs (
  id uuid primary key,
  user_id uuid not null,
  job_id uuid not null,
  workload text not null,
  language text not null,
  style text not null,
  source text not null,
  nodes integer not null,
  seconds integer not null,
  rate integer not null,
  faults text[] not null default '{}',
  seed bigint not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Of those who took the run up; whoever has it last may add pieces.
  attempt integer not null default 0,
  verdict text not null default '' check (verdict in ('', 'pass', 'fail', 'unknown')),
  -- The first sentence of the verdict.
  explanation text not null default '',
  -- The last words of a run: verdict and statistics, as they were told.
  outcome jsonb not null default '{}',
  operations integer not null default 0,
  messages_per_operation double precision,
  -- Counts for the board.
  ranked boolean not null default false,
  bytes bigint not null default 0,
  pieces integer not null default 0,
  -- Things that happened and were left out, because there were too many.
  left_out integer not null default 0,
  -- A code, never a text of somebody else's.
  error text not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null default now()
);
create index lab_runs_by_user on lab_runs (user_id, created_at desc, id desc);
create index lab_runs_by_workload on lab_runs (user_id, workload, created_at desc, id desc);

-- What happened, in order: lines of JSON, some tens of kilobytes a piece.
create table lab_pieces (
  run_id uuid not null references lab_runs (id) on delete cascade,
  place integer not null,
  user_id uuid not null,
  lines text not null,
  primary key (run_id, place)
);
create index lab_pieces_by_user on lab_pieces (user_id);

-- Who is on the boards of the lab, by their own choice, under a name that was drawn.
create table lab_members (
  user_id uuid primary key,
  pseudonym text not null,
  -- Orders equals, and leads nowhere.
  mark uuid not null default gen_random_uuid(),
  joined_at timestamptz not null default now()
);
create unique index lab_members_names on lab_members (lower(pseudonym));

-- Each learner's best run of a workload, by messages per operation.
create table lab_bests (
  user_id uuid not null,
  workload text not null,
  run_id uuid not null,
  value double precision not null,
  operations integer not null,
  reached_at timestamptz not null default now(),
  primary key (user_id, workload)
);
create index lab_bests_listed on lab_bests (workload, value);

alter table lab_runs enable row level security;
alter table lab_runs force row level security;
alter table lab_pieces enable row level security;
alter table lab_pieces force row level security;
alter table lab_members enable row level security;
alter table lab_members force row level security;
alter table lab_bests enable row level security;
alter table lab_bests force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['lab_runs', 'lab_pieces', 'lab_members', 'lab_bests'] loop
    execute format($sql$create policy own_rows on %I to runner
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to runner_owner using (true) with check (true)', name);
  end loop;
end
$$;

-- Whoever follows a run hears that it changed; a piece comes with a change of its run.
create function tell_lab_run() returns trigger
language plpgsql security definer set search_path = runner, pg_temp
as $$
begin
  perform pg_notify('quint_lab', coalesce(new.id, old.id)::text);
  return null;
end
$$;
create trigger lab_runs_told after insert or update or delete on lab_runs for each row execute function tell_lab_run();

-- The places of a workload's board from one on; nothing while fewer are on it than would hide anybody.
create function lab_board(wanted text, fewest integer, after_place bigint, after_mark uuid, most integer)
returns table (place bigint, mark uuid, pseudonym text, value double precision, operations integer, own boolean)
language sql stable security definer set search_path = runner, pg_temp
as $$
  with places as (
    select rank() over (order by b.value) as place, m.mark, m.pseudonym, b.value, b.operations,
      coalesce(b.user_id = nullif(current_setting('app.user_id', true), '')::uuid, false) as own
    from lab_bests b join lab_members m on m.user_id = b.user_id
    where b.workload = wanted
  )
  select p.place, p.mark, p.pseudonym, p.value, p.operations, p.own from places p
  where (select count(*) from places) >= fewest and (p.place, p.mark) > (after_place, after_mark)
  order by p.place, p.mark limit most
$$;

-- The learner's own place on it.
create function lab_place(wanted text, fewest integer)
returns table (place bigint, mark uuid, pseudonym text, value double precision, operations integer, own boolean)
language sql stable security definer set search_path = runner, pg_temp
as $$
  select b.place, b.mark, b.pseudonym, b.value, b.operations, b.own from lab_board(wanted, fewest, 0, '00000000-0000-0000-0000-000000000000', 1000000) b where b.own
$$;

do $$
declare
  name text;
begin
  foreach name in array array['tell_lab_run', 'lab_board', 'lab_place'] loop
    execute format('revoke all on function %I from public', name);
    execute format('grant execute on function %I to runner', name);
  end loop;
end
$$;
