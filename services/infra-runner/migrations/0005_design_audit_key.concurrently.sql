-- The key that the audit has in parts: with the time.
create unique index concurrently if not exists design_audit_key on design_audit (id, at);
