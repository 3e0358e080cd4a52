-- What the page said about itself: its console, its requests, its web vitals, who its visitor is.
create table if not exists console_messages (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    level         LowCardinality(String),
    text          String,
    dropped       UInt32
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, at, tab_id, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists requests (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    method        LowCardinality(String),
    url           String,
    initiator     LowCardinality(String),
    outcome       LowCardinality(String),
    status        UInt16,
    duration_ms   UInt32,
    bytes         UInt64
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, at, tab_id, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists vitals (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    name          LowCardinality(String),
    value         Float64,
    rating        LowCardinality(String),
    element       String,
    page_url      String
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, page_view_id, name, at, tab_id, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

alter table batches add column if not exists identity String;

alter table sessions add column if not exists identity String;
