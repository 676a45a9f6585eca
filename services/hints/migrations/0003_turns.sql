-- What the coach says in a conversation; what the learner says is kept by sessions, in their answers.
create table turns (
  id uuid primary key,
  session_id uuid not null,
  user_id uuid not null,
  -- From 1.
  turn smallint not null check (turn between 1 and 1000),
  -- The prompt that the learner's next words answer; 12 when all are answered.
  prompt_index smallint not null check (prompt_index between 0 and 12),
  -- How long the answer to that prompt was when the coach spoke: once it has another length, the learner has spoken.
  known_length integer not null check (known_length >= 0),
  status text not null check (status in ('streaming', 'done')),
  element_focus text not null check (element_focus in ('earth', 'fire', 'air', 'water')),
  hint_text text not null default '',
  source text not null,
  model text not null,
  prompt_version text not null,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  duration_ms bigint not null default 0,
  created_at timestamptz not null default now(),
  -- Moves while the turn is written: one whose writer died is finished by the next reader.
  touched_at timestamptz not null default now(),
  -- When somebody last read along on another replica than the one that writes it.
  read_at timestamptz,
  unique (session_id, turn)
);
create index turns_by_user on turns (user_id, created_at desc);

-- What the learner was sent, in order, so that an interrupted turn is resumed and never paid for twice.
create table turn_events (
  turn_id uuid not null references turns (id) on delete cascade,
  n integer not null,
  user_id uuid not null,
  event jsonb not null,
  primary key (turn_id, n)
);

alter table turns enable row level security;
alter table turns force row level security;
create policy own_rows on turns to hints
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

alter table turn_events enable row level security;
alter table turn_events force row level security;
create policy own_rows on turn_events to hints
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
