-- What a learner says of themselves; one row a learner.
create table intake_profiles (
  id uuid primary key,
  user_id uuid not null unique,
  level text not null check (level in ('beginner', 'intermediate', 'advanced')),
  role_target text[] not null default '{}',
  timeline_weeks smallint not null check (timeline_weeks between 1 and 52),
  hours_per_week smallint not null check (hours_per_week between 1 and 80),
  topic_confidence jsonb not null default '{}',
  weaknesses text[] not null default '{}',
  constraints text not null default '',
  past_experience text not null default '',
  time_zone text not null default 'UTC',
  days_available smallint[] not null,
  -- Only ever added to: [{"q": …, "a": …}].
  regeneration_answers jsonb not null default '[]',
  -- In its row, not beside it: what is compared is not put together out of pieces first.
  embedding extensions.vector(1536) storage plain,
  -- The signs of its numbers: an eighth of a hundredth of its size to compare, and close enough to choose from. What is chosen is then compared
  -- by the vectors themselves.
  signs bit(1536) generated always as ((extensions.binary_quantize(embedding))::bit(1536)) stored,
  -- Who made the vector; vectors of different models are never compared.
  embedding_model text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index intake_profiles_near on intake_profiles using hnsw (signs extensions.bit_hamming_ops) with (m = 16, ef_construction = 64);
create index intake_profiles_by_model on intake_profiles (embedding_model) include (user_id, signs);

create table plans (
  id uuid primary key,
  user_id uuid not null,
  generated_at timestamptz not null default now(),
  status text not null check (status in ('current', 'proposed', 'refused', 'replaced')),
  source text not null,
  -- weeks → days → {topic, problems, difficulty, reason}, with ids, minutes and dates.
  plan_json jsonb not null,
  revision integer not null default 1,
  weeks smallint not null,
  items integer not null,
  done integer not null default 0
);
create index plans_by_user on plans (user_id, generated_at desc, id desc);
create unique index plans_current on plans (user_id) where status = 'current';
create unique index plans_proposed on plans (user_id) where status = 'proposed';

-- Learners whose data was erased: a late write with a token that has not expired yet is refused.
create table erased_learners (
  user_id uuid primary key,
  erased_at timestamptz not null default now()
);

do $$
declare
  name text;
begin
  foreach name in array array['intake_profiles', 'plans', 'erased_learners'] loop
    execute format($sql$create policy own_rows on %I to plans
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to plans_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table intake_profiles enable row level security;
alter table intake_profiles force row level security;
alter table plans enable row level security;
alter table plans force row level security;
alter table erased_learners enable row level security;
alter table erased_learners force row level security;
