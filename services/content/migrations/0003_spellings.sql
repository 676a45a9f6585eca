-- The words of all videos that can be watched: what was misspelt is looked for among them, and found by the index of words.
create table spellings (
  word text primary key
);
create index spellings_alike on spellings using gin (word extensions.gin_trgm_ops);
revoke all on spellings from content;

-- Words that stand in a search: no numbers alone, no words that every text has.
create function words_in(given text) returns setof text
language sql immutable set search_path = pg_catalog
as $$
  select distinct part from regexp_split_to_table(lower(given), '[^[:alnum:]]+') part
  where length(part) between 3 and 40 and part !~ '^[0-9]+$' and to_tsvector('english', part) <> ''::tsvector
$$;

create function note_spellings() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  insert into spellings (word)
    select distinct w from added v, words_in(v.words) w where v.status = 'ready' and v.moderation = 'clear' order by w
    on conflict do nothing;
  return null;
end
$$;
create trigger videos_spelt after insert on videos referencing new table as added for each statement execute function note_spellings();

-- A word goes with the last video that has it.
create function change_spellings() returns trigger
language plpgsql security definer set search_path = content, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and new.status = 'ready' and new.moderation = 'clear' then
    insert into spellings (word) select w from words_in(new.words) w order by w on conflict do nothing;
  end if;
  -- What somebody else holds at this moment is in use, or goes with them.
  delete from spellings where word in (
    select s.word from spellings s join words_in(old.words) w on s.word = w
      where not exists (select from videos v where v.status = 'ready' and v.moderation = 'clear' and v.search @@ to_tsquery('english', w))
      order by s.word for update of s skip locked);
  return null;
end
$$;
create trigger videos_respelt after update on videos for each row
  when (old.words is distinct from new.words or old.status <> new.status or old.moderation <> new.moderation)
  execute function change_spellings();
create trigger videos_unspelt after delete on videos for each row execute function change_spellings();

insert into spellings (word)
  select distinct w from videos v, words_in(v.words) w where v.status = 'ready' and v.moderation = 'clear'
  on conflict do nothing;

/* A search for what was probably meant: for each word the three that are most like it. Null when nothing is like any of them. */
create function meant_by(given text) returns tsquery
language sql stable security definer set search_path = content, extensions, pg_temp
set pg_trgm.similarity_threshold = 0.4
as $$
  select to_tsquery('english', string_agg('(' || alike || ')', ' & '))
  from (select w from words_in(given) w limit 8) asked,
    lateral (select string_agg(word, ' | ') as alike
             from (select s.word from spellings s where s.word % asked.w order by similarity(s.word, asked.w) desc, s.word limit 3) nearest) found
  where alike is not null
$$;

/* The feed, one page. `words` finds by the words of title, topic, tags and summary; `alike` by the words that were probably meant.
   Only the parts that were asked for are in the statement, so that each has the index it needs. */
create or replace function feed(asked jsonb, before_key double precision, before_id uuid, most integer)
returns setof seen_videos
language plpgsql stable security definer set search_path = content, extensions, pg_temp
as $$
declare
  key text := case asked->>'sort' when 'top' then 'top_key' when 'hot' then 'hot_key' else 'new_key' end;
  wanted text := $sql$v.status = 'ready' and v.moderation = 'clear'$sql$;
  meant tsquery;
begin
  if asked ? 'subject' then wanted := wanted || ' and v.subject = $1->>''subject'''; end if;
  if asked ? 'difficulty' then wanted := wanted || ' and v.difficulty = $1->>''difficulty'''; end if;
  if asked ? 'tag' then wanted := wanted || ' and v.tags @> array[$1->>''tag'']'; end if;
  if asked ? 'words' then wanted := wanted || ' and v.search @@ websearch_to_tsquery(''english'', $1->>''words'')'; end if;
  if asked ? 'alike' then
    meant := meant_by(asked->>'alike');
    if meant is null then return; end if;
    wanted := wanted || ' and v.search @@ $5';
  end if;
  return query execute format(
    'select s.* from (select v.id, v.%1$I as at from videos v where %2$s and (v.%1$I, v.id) < ($2, $3) order by v.%1$I desc, v.id desc limit $4) page
     join seen_videos s on s.id = page.id order by page.at desc, page.id desc', key, wanted)
    using asked, before_key, before_id, most, meant;
end
$$;
alter function feed reset pg_trgm.word_similarity_threshold;
drop index videos_words;

do $$
declare
  name text;
begin
  foreach name in array array['words_in', 'note_spellings', 'change_spellings', 'meant_by'] loop
    execute format('revoke all on function %I from public', name);
  end loop;
end
$$;
