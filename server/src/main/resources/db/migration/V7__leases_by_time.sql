-- Calls that ended a moment ago are looked for every few seconds: whether their server was there to ask for their grade.
create index sessions_by_lease on sessions (lease_until);
