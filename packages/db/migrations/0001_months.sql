-- Tables that are partitioned by month on a column of time: parts are made ahead and dropped when they are past their time.
create table partitioned (
  parent text primary key,
  ahead_months integer not null default 3 check (ahead_months between 1 and 24),
  keep_months integer not null check (keep_months between 1 and 240)
);

-- A part is made beside the table and then attached, which lets readers and writers of the others go on. Nobody reaches a part but
-- through its table, whose rights are the ones that were thought about.
create function keep_months_at(moment timestamptz) returns table (part text, verb text)
language plpgsql security definer set search_path from current
as $$
declare
  kept record;
  month timestamp;
  first timestamp := date_trunc('month', moment at time zone 'utc');
begin
  for kept in select * from partitioned order by parent loop
    perform pg_advisory_xact_lock(hashtextextended('quint.months.' || current_schema() || '.' || kept.parent, 0));
    for month in select generate_series(first, first + make_interval(months => kept.ahead_months), interval '1 month') loop
      part := kept.parent || to_char(month, '_YYYYMM');
      if to_regclass(quote_ident(part)) is null then
        execute format('create table %I (like %I including all)', part, kept.parent);
        execute format('revoke all on %I from %I', part, current_schema());
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
          kept.parent, part, month at time zone 'utc', (month + interval '1 month') at time zone 'utc');
        verb := 'made';
        return next;
      end if;
    end loop;
    for part in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = quote_ident(kept.parent)::regclass
        and c.relname < kept.parent || to_char(first - make_interval(months => kept.keep_months), '_YYYYMM')
      order by c.relname
    loop
      execute format('drop table %I', part);
      verb := 'dropped';
      return next;
    end loop;
  end loop;
end
$$;
revoke all on function keep_months_at from public;

-- Whoever only writes rows cannot choose the moment, and so cannot have a part dropped before its time.
create function keep_months() returns table (part text, verb text)
language sql security definer set search_path from current
as $$ select k.part, k.verb from keep_months_at(now()) k $$;
revoke all on function keep_months from public;

do $$
begin
  execute format('revoke all on partitioned from %I', current_schema());
  execute format('grant execute on function keep_months to %I', current_schema());
  -- Temporary tables last: else whoever may make one would stand in for a table of ours.
  execute format('alter function keep_months_at(timestamptz) set search_path = %I, pg_temp', current_schema());
  execute format('alter function keep_months() set search_path = %I, pg_temp', current_schema());
end
$$;
