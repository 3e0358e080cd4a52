-- Writes the rows of the given sessions anew, whole row by whole row; running it again changes nothing.
-- A batch without anything timed (the mere end of a session) does not stretch the session.
insert into sessions (
    project_id, session_id, version, visitor_id, started_at, ended_at, received_at, duration_ms,
    clock_offset_ms, device, browser, browser_version, os, country, language, time_zone,
    screen_width, screen_height, referrer, utm_source, utm_medium, utm_campaign, entry_page_url,
    exit_page_url, tab_count, page_view_count, event_count, click_count, key_count,
    custom_event_count, error_count, has_recording, origin, tracker_version, recorder_version,
    ended, consent, gpc, dnt, capture_reason, identity, rage_click_count, dead_click_count,
    error_click_count, bot, recording_ids
)
with
    (event_count + page_view_count + custom_event_count + error_count > 0) as is_timed,
    tuple(received_at, tab_id, seq) as arrival,
    from_batches as (
        select
            project_id,
            session_id,
            count() as version,
            argMaxIf(visitor_id, arrival, visitor_id != '') as visitor_id_known,
            if(countIf(is_timed) > 0, minIf(first_at, is_timed), min(first_at)) as started,
            if(countIf(is_timed) > 0, maxIf(last_at, is_timed), max(last_at)) as last_event,
            max(received_at) as last_received,
            argMin(clock_offset_ms, arrival) as clock_offset,
            argMin(tuple(device, browser, browser_version, os, country, language, time_zone), arrival) as who,
            argMin(tuple(screen_width, screen_height), arrival) as screen,
            argMin(tuple(origin, tracker_version), arrival) as sender,
            argMaxIf(recorder_version, arrival, recorder_version != '') as recorder,
            uniqExact(tab_id) as tabs,
            sum(event_count) as events,
            sum(click_count) as clicks,
            sum(key_count) as keys,
            sum(custom_event_count) as custom_events,
            sum(error_count) as errors,
            sum(full_snapshot_count) > 0 as is_recorded,
            max(ended) as is_ended,
            argMaxIf(consent, arrival, consent != '') as last_consent,
            max(gpc) as has_gpc,
            max(dnt) as has_dnt,
            argMaxIf(capture_reason, arrival, startsWith(capture_reason, 'triggered-')) as trigger,
            -- `starting` says nothing where another page of the session says more.
            argMaxIf(capture_reason, tuple(capture_reason != 'starting', arrival), capture_reason != '') as last_reason,
            argMaxIf(identity, arrival, identity != '') as last_identity,
            sum(rage_click_count) as rage_clicks,
            sum(dead_click_count) as dead_clicks,
            sum(error_click_count) as error_clicks,
            max(bot) as is_bot,
            -- Anybody can name runs; a session is in a few.
            arraySort(groupUniqArrayIf(20)(recording_id, recording_id != '')) as live_runs
        from batches final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
        group by project_id, session_id
    ),
    from_page_views as (
        select
            project_id,
            session_id,
            count() as views,
            argMin(tuple(page_url, referrer, utm_source, utm_medium, utm_campaign), tuple(at, page_view_id)) as entry,
            argMax(page_url, tuple(at, page_view_id)) as exit_page
        from page_views final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
        group by project_id, session_id
    )
select
    b.project_id, b.session_id, version, visitor_id_known,
    started, last_event, last_received,
    toUnixTimestamp64Milli(last_event) - toUnixTimestamp64Milli(started),
    clock_offset,
    who.1, who.2, who.3, who.4, who.5, who.6, who.7,
    screen.1, screen.2,
    -- A link inside the same site brought nobody here.
    if(domain(entry.2) = domain(entry.1), '', entry.2),
    entry.3, entry.4, entry.5, entry.1, exit_page,
    tabs, views, events, clicks, keys, custom_events, errors,
    is_recorded, sender.1, sender.2, recorder, is_ended,
    -- A recording is one, also when the last page of the session was not recorded.
    last_consent, has_gpc, has_dnt, multiIf(not is_recorded, last_reason, trigger != '', trigger, 'recorded'),
    last_identity, rage_clicks, dead_clicks, error_clicks, is_bot, live_runs
from from_batches as b
left join from_page_views as p on p.project_id = b.project_id and p.session_id = b.session_id
