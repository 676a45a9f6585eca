create index concurrently if not exists email_tokens_by_expiry on email_tokens (expires_at);
