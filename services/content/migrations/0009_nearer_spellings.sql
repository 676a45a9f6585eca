-- Only once its library is loaded has the extension a setting that may be named below.
select extensions.similarity('a', 'b');

/* A search for what was probably meant: for each word the three that are most like it, and before them those in which two letters that stand side by
   side have changed places, which share few threes of letters. Null when nothing is like any of them. */
create or replace function meant_by(given text) returns tsquery
language sql stable security definer set search_path = content, extensions, pg_temp
set pg_trgm.similarity_threshold = 0.3
as $$
  select to_tsquery('english', string_agg('(' || alike || ')', ' & '))
  from (select w from words_in(given) w limit 8) asked,
    lateral (select string_agg(word, ' | ') as alike from (
      select word from (
        select s.word, 1::real as near from spellings s where s.word in (
          select overlay(asked.w placing substr(asked.w, at + 1, 1) || substr(asked.w, at, 1) from at for 2) from generate_series(1, length(asked.w) - 1) at)
        union all
        select s.word, similarity(s.word, asked.w) from spellings s where s.word % asked.w
      ) candidates group by word order by max(near) desc, word limit 3) nearest) found
  where alike is not null
$$;
