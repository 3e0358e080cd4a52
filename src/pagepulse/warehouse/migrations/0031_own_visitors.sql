-- Visitors that are the site's own team: their sessions count nowhere unless they are asked for.
-- Small and read with every question; the row of the highest version wins.
create table if not exists own_visitors (
    project_id  LowCardinality(String),
    visitor_id  String,
    version     UInt64,
    is_own      Bool,
    marked_at   DateTime64(3, 'UTC')
) engine = {engine}ReplacingMergeTree(version)
order by (project_id, visitor_id)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
