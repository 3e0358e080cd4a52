-- What recording cost the visited pages, as their trackers measured it.
create table if not exists costs (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    active_ms     UInt32,
    work_ms       Float32,
    longest_ms    Float32,
    snapshot_ms   Float32,
    bytes         UInt64,
    elements      UInt32
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, at, tab_id, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
