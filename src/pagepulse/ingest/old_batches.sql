-- Writes batches of the given sessions anew with what they add to page views, from the tables of what
-- was done, and files their sessions on the day that each began. The newer row of a batch wins.
insert into batches
with
    acted as (
        select project_id, session_id, tab_id, seq, page_view_id, countIf(type = 'rage') as rages,
               countIf(type = 'dead') as deads, toUInt64(0) as errors,
               maxIf(if(page_height > 0, least(1., greatest(0., page_y / page_height)), -1.),
                     type = 'scroll') as deepest,
               if(countIf(type = 'scroll') = 0, -1., deepest) as depth
        from interactions
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
          and type in ('rage', 'dead', 'scroll')
        group by project_id, session_id, tab_id, seq, page_view_id
    ),
    thrown as (
        select project_id, session_id, tab_id, seq, page_view_id, count() as errors
        from errors final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
        group by project_id, session_id, tab_id, seq, page_view_id
    ),
    of_views as (
        select project_id, session_id, tab_id, seq, page_view_id, sum(rages) as rages,
               sum(deads) as deads, sum(errors) as errors, max(depth) as depth
        from (
            select project_id, session_id, tab_id, seq, page_view_id, rages, deads, errors, depth
            from acted
            union all
            select project_id, session_id, tab_id, seq, page_view_id, 0, 0, errors, -1. from thrown
        )
        group by project_id, session_id, tab_id, seq, page_view_id
    ),
    done as (
        select project_id, session_id, tab_id, seq,
               groupArray((page_view_id, rages, deads, errors, depth)) as list
        from of_views
        -- A scroll on a page without a height told nothing.
        where rages + deads + errors > 0 or depth >= 0
        group by project_id, session_id, tab_id, seq
    ),
    last_vitals as (
        select project_id, session_id, tab_id, seq, page_view_id, toString(name) as vital,
               argMax((at, position, value), (at, position)) as last
        from vitals
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
          and name in ('LCP', 'INP', 'CLS')
        group by project_id, session_id, tab_id, seq, page_view_id, vital
    ),
    told as (
        select project_id, session_id, tab_id, seq,
               groupArray((page_view_id, vital, last.1, last.2, last.3)) as list
        from last_vitals group by project_id, session_id, tab_id, seq
    ),
    events as (
        select project_id, session_id, tab_id, seq, groupArray((at, toString(name))) as list
        from custom_events final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
        group by project_id, session_id, tab_id, seq
    ),
    days as (
        select project_id, session_id, greatest(toDate(1), toDate(started_at)) as day
        from sessions final
        where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
    )
select b.* replace (greatest(toDate(1), s.day) as filed_on, d.list as acts, t.list as felt,
                    e.list as named)
from (
    select * from batches final
    where (project_id, session_id) in {sessions:Array(Tuple(String, String))}
) as b
left join days as s using (project_id, session_id)
left join done as d using (project_id, session_id, tab_id, seq)
left join told as t using (project_id, session_id, tab_id, seq)
left join events as e using (project_id, session_id, tab_id, seq)
