-- What is to be done and survives a restart: any server of the database takes it up, one at a time (db-scheduler's table).
create table jobs (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index jobs_by_time on jobs (execution_time);
create index jobs_by_heartbeat on jobs (last_heartbeat);
