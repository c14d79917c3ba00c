-- The log is the truth. A row of sessions is an index over its events, written in the same transaction; its
-- last_sequence is also the lock that keeps two writers from giving one number twice.
create table sessions (
    id varchar(64) primary key,
    scenario varchar(100) not null,
    started_at timestamp with time zone not null,
    last_sequence bigint not null,
    last_at_millis bigint not null,
    turns integer not null,
    ended_after_millis bigint,
    ending text,
    score integer,
    forked_session varchar(64),
    forked_turn integer
);

create index sessions_by_start on sessions (started_at);

create table events (
    session_id varchar(64) not null references sessions (id) on delete cascade,
    sequence bigint not null check (sequence >= 1),
    at_millis bigint not null,
    body text not null,
    primary key (session_id, sequence)
);
