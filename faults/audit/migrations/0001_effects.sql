-- What a consumer did, once for each event that it applied: with no key, so that a double effect shows.
create table effects (
  sequence bigint generated always as identity primary key,
  event_id uuid not null,
  topic text not null,
  type text not null,
  key text not null,
  data jsonb not null
);
