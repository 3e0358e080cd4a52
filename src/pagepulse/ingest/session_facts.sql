-- Writes what analytics ask of the given sessions anew, whole row by whole row, from what their
-- batches told; running it again changes nothing.
insert into session_facts
with
    of_sessions as (
        select * from sessions final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
    ),
    told as (
        select project_id, session_id, tab_id, seq, filed_on, acts, felt, named from batches final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
    ),
    -- Of each page view: what was done on it, and the last value of each vital; -1 where none is known.
    done as (
        select project_id, session_id, act.page_view_id as page_view_id, 1 as is_done, sum(act.rages) as rages,
               sum(act.deads) as deads, sum(act.errors) as errors, max(act.depth) as depth
        from told array join acts as act
        group by project_id, session_id, page_view_id
    ),
    known_vitals as (
        select project_id, session_id, one.page_view_id as page_view_id,
               tuple(one.at, seq, one.position) as moment, one.name as name, one.value as value
        from told array join felt as one
    ),
    vitals_of_views as (
        select project_id, session_id, page_view_id, 1 as is_felt,
               if(countIf(name = 'LCP') = 0, -1, argMaxIf(value, moment, name = 'LCP')) as lcp,
               if(countIf(name = 'INP') = 0, -1, argMaxIf(value, moment, name = 'INP')) as inp,
               if(countIf(name = 'CLS') = 0, -1, argMaxIf(value, moment, name = 'CLS')) as cls
        from known_vitals
        group by project_id, session_id, page_view_id
    ),
    viewed as (
        select v.project_id as project_id, v.session_id as session_id, v.page_view_id as page_view_id,
               v.at as at, v.page_url as page_url, v.path as path, v.title as title,
               if(v.page = '', v.page_url, toString(v.page)) as page,
               -- Until the next page view of the tab, or the end of the session.
               toUInt64(greatest(0, toUnixTimestamp64Milli(leadInFrame(v.at, 1, s.ended_at) over (
                   partition by v.project_id, v.session_id, v.tab_id order by v.at, v.page_view_id
                   rows between current row and unbounded following
               )) - toUnixTimestamp64Milli(v.at))) as ms
        from (
            select * from page_views final
            where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
        ) as v
        join of_sessions as s on s.project_id = v.project_id and s.session_id = v.session_id
    ),
    views as (
        select project_id, session_id, arraySort(one -> (one.1, one.2), groupArray((
                   at, page_view_id, page, page_url, path, title, ms, rages, deads, errors,
                   if(is_done, depth, -1), if(is_felt, lcp, -1), if(is_felt, inp, -1),
                   if(is_felt, cls, -1)
               ))) as list
        from viewed
        left join done as d using (project_id, session_id, page_view_id)
        left join vitals_of_views as f using (project_id, session_id, page_view_id)
        group by project_id, session_id
    ),
    depths as (
        select project_id, session_id, countIf(depth >= 0) as count, sumIf(depth, depth >= 0) as sum
        from done group by project_id, session_id
    ),
    events as (
        select project_id, session_id, maxIf(filed_on, filed_on != toDate(0)) as day,
               arraySort(arrayFlatten(groupArray(named))) as list
        from told group by project_id, session_id
    )
select
    s.project_id, if(e.day = toDate(0), toDate(s.started_at), e.day), s.session_id, s.version,
    s.visitor_id, s.identity, s.started_at, s.ended_at, s.duration_ms, s.device, s.browser, s.os,
    s.country, s.language, s.screen_width, s.screen_height,
    if(s.utm_source != '', toString(s.utm_source), domainWithoutWWW(s.referrer)),
    s.utm_medium, s.utm_campaign, s.entry_page_url, s.exit_page_url, s.page_view_count,
    s.event_count, s.custom_event_count, s.error_count, s.rage_click_count, s.dead_click_count,
    s.error_click_count, s.has_recording, s.bot, s.capture_reason, s.recording_ids,
    d.count, d.sum, v.list.1, v.list.3, v.list.4, v.list.5, v.list.6, v.list.7, v.list.8,
    v.list.9, v.list.10, v.list.11, v.list.12, v.list.13, v.list.14, e.list.1, e.list.2
from of_sessions as s
left join views as v on v.project_id = s.project_id and v.session_id = s.session_id
left join depths as d on d.project_id = s.project_id and d.session_id = s.session_id
left join events as e on e.project_id = s.project_id and e.session_id = s.session_id
