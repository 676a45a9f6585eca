-- When something was last said or written in an interview, and how often the interviewer has broken a silence.
alter table interviews
  add column active_at timestamptz not null default now(),
  add column silences smallint not null default 0;
