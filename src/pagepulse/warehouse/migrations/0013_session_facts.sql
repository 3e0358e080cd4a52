-- What each batch adds to its page views, and on which day its session is filed: the first batch
-- decides for all of a session. `felt` has the last value of a vital that the batch told.
alter table batches
    add column if not exists filed_on Date,
    add column if not exists acts Array(Tuple(page_view_id String, rages UInt32, deads UInt32,
                                              errors UInt32, depth Float64)),
    add column if not exists felt Array(Tuple(page_view_id String, name String,
                                              at DateTime64(3, 'UTC'), position UInt16,
                                              value Float64)),
    add column if not exists named Array(Tuple(at DateTime64(3, 'UTC'), name String));

-- What analytics ask of sessions, one row each with all that was done in it, in the order of days. A
-- session stays at the day that it was filed on, though its beginning may yet be found to be
-- earlier: so `final` has nothing to merge but the sessions of these days. Page views and custom
-- events stand in the row as lists in their order: no question joins, sorts or looks up anything.
create table if not exists session_facts (
    project_id          LowCardinality(String),
    filed_on            Date,
    session_id          String codec(ZSTD),
    version             UInt64 codec(ZSTD),
    visitor_id          String codec(ZSTD),
    identity            String codec(ZSTD),
    started_at          DateTime64(3, 'UTC') codec(Delta, ZSTD),
    ended_at            DateTime64(3, 'UTC') codec(Delta, ZSTD),
    duration_ms         UInt64 codec(ZSTD),
    device              LowCardinality(String),
    browser             LowCardinality(String),
    os                  LowCardinality(String),
    country             LowCardinality(String),
    language            LowCardinality(String),
    screen_width        UInt16,
    screen_height       UInt16,
    source              LowCardinality(String),
    utm_medium          LowCardinality(String),
    utm_campaign        LowCardinality(String),
    entry_page_url      LowCardinality(String),
    exit_page_url       LowCardinality(String),
    page_view_count     UInt32,
    event_count         UInt32 codec(ZSTD),
    custom_event_count  UInt32,
    error_count         UInt32,
    rage_click_count    UInt32,
    dead_click_count    UInt32,
    error_click_count   UInt32,
    has_recording       Bool,
    bot                 Bool,
    capture_reason      LowCardinality(String),
    recording_ids       Array(String) codec(ZSTD),
    scrolled_views      UInt32,
    depth_sum           Float64 codec(ZSTD),
    view_at             Array(DateTime64(3, 'UTC')),
    view_pages          Array(LowCardinality(String)),
    view_urls           Array(LowCardinality(String)),
    view_paths          Array(LowCardinality(String)),
    view_titles         Array(LowCardinality(String)),
    view_ms             Array(UInt64),
    view_rages          Array(UInt32),
    view_deads          Array(UInt32),
    view_errors         Array(UInt32),
    view_depths         Array(Float64),
    view_lcps           Array(Float64),
    view_inps           Array(Float64),
    view_clss           Array(Float64),
    event_at            Array(DateTime64(3, 'UTC')),
    event_names         Array(LowCardinality(String)),
    session_hash        UInt64 materialized sipHash64(session_id) codec(ZSTD),
    visitor_hash        UInt64 materialized sipHash64(if(visitor_id = '', session_id, visitor_id))
        codec(ZSTD),
    index began started_at type minmax granularity 1
) engine = {engine}ReplacingMergeTree(version)
partition by toYYYYMM(filed_on)
order by (project_id, filed_on, session_id)
settings index_granularity = 2048, non_replicated_deduplication_window = 1000,
         old_parts_lifetime = 480, fsync_after_insert = 1, fsync_part_directory = 1;
