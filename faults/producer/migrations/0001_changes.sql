-- Changes that each record one event in their own transaction.
create table changes (
  key text not null,
  n integer not null,
  primary key (key, n)
);
