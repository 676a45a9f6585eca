create table hints (
  id uuid primary key,
  session_id uuid not null,
  user_id uuid not null,
  tier smallint not null check (tier between 1 and 4),
  status text not null check (status in ('streaming', 'done')),
  element_focus text not null check (element_focus in ('earth', 'fire', 'air', 'water')),
  patterns_detected jsonb not null,
  hint_text text not null default '',
  source text not null,
  model text not null,
  prompt_version text not null,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  duration_ms bigint not null default 0,
  created_at timestamptz not null default now(),
  -- Moves while the hint is written: a hint whose writer died is finished by the next reader.
  touched_at timestamptz not null default now(),
  unique (session_id, tier)
);
create index hints_by_user on hints (user_id, created_at desc);

-- What the learner was sent, in order, so that an interrupted stream is resumed and never paid for twice.
create table hint_events (
  hint_id uuid not null references hints (id) on delete cascade,
  n integer not null,
  user_id uuid not null,
  event jsonb not null,
  primary key (hint_id, n)
);

-- Learners whose data was erased: a late write with a token that has not expired yet is refused.
create table erased_learners (
  user_id uuid primary key,
  erased_at timestamptz not null default now()
);

alter table hints enable row level security;
alter table hints force row level security;
create policy own_rows on hints to hints
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

alter table hint_events enable row level security;
alter table hint_events force row level security;
create policy own_rows on hint_events to hints
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

alter table erased_learners enable row level security;
alter table erased_learners force row level security;
create policy own_rows on erased_learners to hints
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
