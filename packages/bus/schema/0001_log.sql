-- A Kafka-shaped log: topics, partitions, offsets, groups. The locked partition row makes commit order the order of offsets.
create table partitions (
  topic text not null,
  partition integer not null,
  next_offset bigint not null default 0,
  primary key (topic, partition)
);

create table records (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  key text not null,
  headers jsonb not null,
  value text not null,
  published_at timestamptz not null default now(),
  primary key (topic, partition, record_offset)
);
create index records_by_time on records (published_at);

create table group_offsets (
  consumer_group text not null,
  topic text not null,
  partition integer not null,
  -- The next offset to read.
  next_offset bigint not null default 0,
  primary key (consumer_group, topic, partition)
);
