-- What a request under this key makes is made under this id, also by the repeat of a request whose outcome is not known.
alter table idempotency_keys add column effect_id uuid;
