-- Calls that came from a file and were not made here: whoever reads them is told so. Of those from before nobody knows.
alter table sessions add column brought_in boolean default false not null;
