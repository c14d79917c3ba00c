-- Practice is its owner's alone until it is handed in; then a trainer of one of the owner's groups sees it. What trainers
-- could see until now they see further.
alter table sessions add column handed_in boolean default false not null;
alter table sessions add column owner_name varchar(100);
update sessions set handed_in = true where owner is not null;

create table session_groups (
    session_id varchar(64) not null references sessions (id) on delete cascade,
    name varchar(100) not null,
    primary key (session_id, name)
);
