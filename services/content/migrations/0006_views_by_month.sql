-- Views in parts by month, kept for ten years; the count of a video outlives them.
create table viewings (
  user_id uuid not null,
  video_id uuid not null references videos (id) on delete cascade,
  hour timestamptz not null,
  primary key (video_id, user_id, hour)
) partition by range (hour);
create index viewings_by_user on viewings (user_id, video_id);
alter table viewings enable row level security;
alter table viewings force row level security;
create policy own_rows on viewings to content
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy named_functions on viewings to content_owner using (true) with check (true);
insert into partitioned (parent, keep_months) values ('viewings', 120);
select keep_months();

-- The version before goes on writing to the table that it knows; the rights are those of whoever writes.
create function carry_view() returns trigger
language plpgsql set search_path = content, pg_temp
as $$
begin
  insert into viewings (user_id, video_id, hour) values (new.user_id, new.video_id, new.hour) on conflict do nothing;
  return null;
end
$$;
create trigger views_carried before insert on views for each row execute function carry_view();

create table viewings_before (like viewings including all);
revoke all on viewings_before from content;
-- One part for all that came before this month, by whosever clock.
do $$
begin
  execute format('alter table viewings attach partition viewings_before for values from (minvalue) to (%L)',
    date_trunc('month', now() at time zone 'utc') at time zone 'utc');
end
$$;
insert into viewings (user_id, video_id, hour) select user_id, video_id, hour from views;
-- Last: what is carried over has been counted.
create trigger viewings_counted after insert on viewings for each row execute function count_view();
