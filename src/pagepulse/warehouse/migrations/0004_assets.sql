-- What many full snapshots have in common, stored once per project and named by its content.
create table if not exists assets (
    project_id    LowCardinality(String),
    hash          String,
    content_type  LowCardinality(String),
    stored_at     DateTime64(3, 'UTC'),
    bytes         UInt32,
    content       String codec(ZSTD(9))
) engine = {engine}ReplacingMergeTree
order by (project_id, hash)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
