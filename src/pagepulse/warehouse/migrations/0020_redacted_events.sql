-- Events of recordings as they are after a redaction, between the moment that the old ones are hidden and
-- the one that these stand in their place. Empty at all other times.
create table if not exists redacted_events (
    request_id   String,
    round        UInt32,
    project_id   LowCardinality(String),
    session_id   String,
    tab_id       String,
    at           DateTime64(3, 'UTC'),
    seq          UInt32,
    position     UInt16,
    type         UInt8,
    source       Int8,
    interaction  Int8,
    payload      String codec(ZSTD(6))
) engine = {engine}MergeTree
partition by request_id
order by (project_id, session_id, tab_id, at, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
