drop index if exists intake_profiles_near;

-- The nearest of the same model. Where a model has few profiles, or they are few among others', the signs of each are looked at, in the index by
-- model: an index over all would pass them by. How many they are is what the planner takes them for: counting them would take as long as the search.
-- What is chosen by signs is then compared by the vectors themselves.
create or replace function nearest_profiles(most integer)
returns table (user_id uuid)
language plpgsql volatile security definer set search_path = plans, pg_temp
set hnsw.ef_search = 150 set hnsw.iterative_scan = relaxed_order
as $$
declare
  learner uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  own_vector extensions.vector;
  own_signs bit(1536);
  own_model text;
  planned json;
  chosen constant integer := 145;
  few constant integer := 20000;
begin
  select p.embedding, p.signs, p.embedding_model into own_vector, own_signs, own_model from intake_profiles p where p.user_id = learner;
  if own_vector is null then return; end if;
  execute format('explain (format json) select from intake_profiles p where p.embedding_model = %L', own_model) into planned;
  if (planned -> 0 -> 'Plan' ->> 'Plan Rows')::double precision < few then
    return query
      select p.user_id from (
        select i.user_id from intake_profiles i where i.embedding_model = own_model and i.user_id <> learner
        order by (i.signs operator(extensions.<~>) own_signs) + 0 limit chosen
      ) n join intake_profiles p on p.user_id = n.user_id
      order by p.embedding operator(extensions.<=>) own_vector limit most;
  else
    return query
      select n.user_id from (
        select p.user_id, p.embedding from intake_profiles p where p.embedding_model = own_model and p.user_id <> learner
        order by p.signs operator(extensions.<~>) own_signs limit chosen
      ) n order by n.embedding operator(extensions.<=>) own_vector limit most;
  end if;
end
$$;
