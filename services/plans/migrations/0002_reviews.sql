-- Problems that come back: a card each, scheduled by FSRS over the learner's days.
create table review_cards (
  id uuid primary key,
  user_id uuid not null,
  problem_id text not null,
  title text not null,
  link text not null,
  topic text not null,
  difficulty text not null,
  due date not null,
  stability double precision not null,
  hardness double precision not null,
  reps integer not null,
  lapses integer not null,
  state smallint not null,
  -- The learner's day of the last grade; a card is graded once a day.
  last_day date,
  created_at timestamptz not null default now(),
  unique (user_id, problem_id)
);
create index review_cards_due on review_cards (user_id, due, id);

create table review_grades (
  id uuid primary key,
  card_id uuid not null references review_cards (id) on delete cascade,
  user_id uuid not null,
  grade text not null check (grade in ('again', 'hard', 'good', 'easy')),
  day date not null,
  -- Days since the grade before.
  elapsed_days integer not null,
  graded_at timestamptz not null default now(),
  unique (card_id, day)
);
create index review_grades_by_user on review_grades (user_id, day);

-- What was seen of a learner elsewhere: sessions, interviews, imports. One row each, so that a repeat says nothing new.
create table signals (
  user_id uuid not null,
  source text not null check (source in ('coach', 'interview', 'import')),
  ref text not null,
  problem_id text not null default '',
  topics text[] not null default '{}',
  -- 'solved', 'failed', 'met'.
  outcome text not null,
  weakest text not null default '',
  at timestamptz not null default now(),
  primary key (user_id, source, ref)
);

do $$
declare
  name text;
begin
  foreach name in array array['review_cards', 'review_grades', 'signals'] loop
    execute format($sql$create policy own_rows on %I to plans
      using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
      with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))$sql$, name);
    execute format('create policy named_functions on %I to plans_owner using (true) with check (true)', name);
  end loop;
end
$$;

alter table review_cards enable row level security;
alter table review_cards force row level security;
alter table review_grades enable row level security;
alter table review_grades force row level security;
alter table signals enable row level security;
alter table signals force row level security;
