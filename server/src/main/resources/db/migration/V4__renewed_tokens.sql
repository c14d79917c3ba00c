-- A call's token is renewed whenever somebody comes back to it; the one before is good until the new one was used.
alter table sessions add column resume_before varchar(64);
create index sessions_by_token_before on sessions (resume_before);
