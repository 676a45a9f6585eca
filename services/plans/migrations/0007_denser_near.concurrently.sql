-- A denser graph finds as many of the nearest with a search half as wide. The service has migrated before it looks for anybody.
create index concurrently if not exists intake_profiles_nearest on intake_profiles using hnsw (signs extensions.bit_hamming_ops)
  with (m = 24, ef_construction = 320);
