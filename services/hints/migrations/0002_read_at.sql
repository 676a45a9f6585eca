-- When somebody last read along on another replica than the one that writes the hint: its model is not stopped for want of readers.
alter table hints add column read_at timestamptz;
