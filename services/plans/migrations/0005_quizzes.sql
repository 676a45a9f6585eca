-- Quizzes of videos tell something of a learner as well.
alter table signals drop constraint signals_source_check;
alter table signals add constraint signals_source_check check (source in ('coach', 'interview', 'import', 'quiz')) not valid;
alter table signals validate constraint signals_source_check;
