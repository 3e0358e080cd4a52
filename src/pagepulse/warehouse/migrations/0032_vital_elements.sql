-- What draws a web vital on the recorded page: the element behind it, and the page of its print.
alter table vitals add column if not exists page LowCardinality(String);

alter table vitals add column if not exists element_id UInt64;
