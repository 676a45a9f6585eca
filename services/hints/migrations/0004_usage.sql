-- Counts over all learners, for administrators: nothing that says who.
create function count_usage(since timestamptz)
returns table (source text, model text, hints bigint, input_tokens bigint, output_tokens bigint)
language sql stable security definer set search_path = hints, pg_temp
as $$
  select h.source, h.model, count(*), sum(h.input_tokens)::bigint, sum(h.output_tokens)::bigint
  from hints h where h.status = 'done' and h.created_at > since
  group by h.source, h.model order by count(*) desc, h.source, h.model
$$;
revoke all on function count_usage from public;
grant execute on function count_usage to hints;

-- What the function reads with its owner's rights.
create policy named_functions on hints to hints_owner using (true) with check (true);
