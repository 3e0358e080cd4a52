-- What visitors did, for heatmaps. One page's map is a key range, and so is one session on it: the
-- day comes before the session, and a session knows its days. A sum over these rows is a map, so
-- nothing is made anew when a session arrives. Ranges of 1,024 rows in place of 8,192: few rows are
-- read beside those of a session.
create table if not exists interactions (
    project_id       LowCardinality(String),
    page             LowCardinality(String),
    type             LowCardinality(String),
    at               DateTime64(3, 'UTC') codec(Delta, ZSTD),
    session_id       String codec(ZSTD),
    tab_id           String codec(ZSTD),
    visitor_id       String codec(ZSTD),
    page_view_id     String codec(ZSTD),
    seq              UInt32 codec(ZSTD),
    position         UInt16 codec(ZSTD),
    element_id       UInt64 codec(ZSTD),
    ex               UInt16,
    ey               UInt16,
    cell_x           UInt16,
    cell_y           UInt16,
    x                Int32 codec(ZSTD),
    y                Int32 codec(ZSTD),
    page_x           Int32 codec(ZSTD),
    page_y           Int32 codec(ZSTD),
    width            UInt16 codec(ZSTD),
    height           UInt32 codec(ZSTD),
    viewport_width   UInt16 codec(ZSTD),
    viewport_height  UInt16 codec(ZSTD),
    page_height      UInt32 codec(ZSTD),
    pixel_ratio      Float32 codec(ZSTD),
    flags            UInt16 codec(ZSTD),
    scrolls          Array(UInt32) codec(ZSTD),
    node             UInt32 codec(ZSTD),
    duration_ms      UInt32 codec(ZSTD),
    value            UInt32 codec(ZSTD),
    device           LowCardinality(String),
    browser          LowCardinality(String),
    country          LowCardinality(String),
    source           LowCardinality(String),
    bot              Bool
) engine = {engine}MergeTree
partition by toYYYYMM(at)
order by (project_id, page, type, toDate(at), session_id, at, tab_id, seq, position)
settings index_granularity = 1024, non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

-- What each element of a page is known by; the newest row of a key wins.
create table if not exists elements (
    project_id  LowCardinality(String),
    page        LowCardinality(String),
    element_id  UInt64,
    label       String codec(ZSTD),
    print       String codec(ZSTD),
    seen_at     DateTime64(3, 'UTC')
) engine = {engine}ReplacingMergeTree(seen_at)
order by (project_id, page, element_id)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

-- Where the full snapshots of a page are, and which state of the page each shows.
create table if not exists snapshots (
    project_id       LowCardinality(String),
    page             LowCardinality(String),
    at               DateTime64(3, 'UTC'),
    session_id       String codec(ZSTD),
    tab_id           String codec(ZSTD),
    seq              UInt32,
    position         UInt16,
    viewport_width   UInt16,
    viewport_height  UInt16,
    structure        UInt64,
    node_count       UInt32,
    bytes            UInt32
) engine = {engine}MergeTree
partition by toYYYYMM(at)
order by (project_id, page, at, session_id)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

alter table page_views add column if not exists page LowCardinality(String);
