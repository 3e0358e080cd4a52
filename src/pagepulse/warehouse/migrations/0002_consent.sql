-- Whether the visitor was asked, what the browser signals, and why a page is recorded or not.
alter table page_views add column if not exists capture_reason LowCardinality(String);

alter table batches
    add column if not exists consent LowCardinality(String),
    add column if not exists gpc Bool,
    add column if not exists dnt Bool,
    add column if not exists capture_reason LowCardinality(String);

alter table sessions
    add column if not exists consent LowCardinality(String),
    add column if not exists gpc Bool,
    add column if not exists dnt Bool,
    add column if not exists capture_reason LowCardinality(String);
