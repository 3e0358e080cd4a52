-- Whether each page view was recorded, or why not: known after its page view was sent, and it may change.
create table if not exists captures (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    reason        LowCardinality(String)
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, page_view_id, at, tab_id, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
