-- What models wrote for interviews, by day: nothing that says for whom. A sum is changed by the function alone.
create table interviewer_usage (
  day date not null,
  source text not null,
  model text not null,
  answers bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  primary key (day, source, model)
);

alter table interviewer_usage enable row level security;
alter table interviewer_usage force row level security;
create policy named_functions on interviewer_usage to hints_owner using (true) with check (true);

create function add_interviewer_usage(source text, model text, input_tokens bigint, output_tokens bigint)
returns void
language sql security definer set search_path = hints, pg_temp
as $$
  insert into interviewer_usage as u (day, source, model, answers, input_tokens, output_tokens)
  values ((now() at time zone 'utc')::date, $1, $2, 1, greatest(0, $3), greatest(0, $4))
  on conflict on constraint interviewer_usage_pkey do update set answers = u.answers + 1,
    input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens
$$;
revoke all on function add_interviewer_usage from public;
grant execute on function add_interviewer_usage to hints;

create function count_interviewer_usage(since timestamptz)
returns table (source text, model text, answers bigint, input_tokens bigint, output_tokens bigint)
language sql stable security definer set search_path = hints, pg_temp
as $$
  select u.source, u.model, sum(u.answers)::bigint, sum(u.input_tokens)::bigint, sum(u.output_tokens)::bigint
  from interviewer_usage u where u.day > (since at time zone 'utc')::date
  group by u.source, u.model order by sum(u.answers) desc, u.source, u.model
$$;
revoke all on function count_interviewer_usage from public;
grant execute on function count_interviewer_usage to hints;
