-- A call belongs to whoever has its lease: to the server that renewed it last. Its token is known by its hash only.
alter table sessions add column owner varchar(64);
alter table sessions add column resume_hash varchar(64);
alter table sessions add column lease_holder varchar(64);
alter table sessions add column lease_until timestamp with time zone;
alter table sessions add column answered boolean default false not null;

create index sessions_by_token on sessions (resume_hash);
create index sessions_by_owner on sessions (owner, started_at);
