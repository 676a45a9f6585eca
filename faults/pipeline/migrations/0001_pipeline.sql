-- Each time a step's work was begun: with no key, so that a second time shows.
create table begun (
  sequence bigint generated always as identity primary key,
  job_id uuid not null,
  step integer not null,
  attempt integer not null
);
-- What a step made outside, under a key of its own; undoing takes it away.
create table things (
  job_id uuid not null,
  step integer not null,
  primary key (job_id, step)
);
-- Written with the keeping of a step's result, and with the end of a job: with no key, so that a double shows.
create table kept (
  job_id uuid not null,
  step integer not null,
  attempt integer not null
);
create table ends (
  job_id uuid not null,
  state text not null
);
-- First attempts that stand still at their place until they are let go.
create table held (
  job_id uuid primary key,
  let_go boolean not null default false
);
