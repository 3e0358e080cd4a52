-- The page views of a session once more, as one list of all that a table of pages adds up: lists beside
-- each other say how long they are each for itself, and whoever counts pages read all of them. `marks`
-- has bits: 1 the first page view, 2 the last one, 4 the first of its page, 8 of a bounce.
alter table session_facts add column if not exists views
    Array(Tuple(marks UInt8, ms UInt64, rages UInt32, deads UInt32, errors UInt32,
                depth Float64, lcp Float64, inp Float64, cls Float64))
    materialized arrayMap(
        (place, nth, ms, rages, deads, errors, depth, lcp, inp, cls) -> tuple(
            toUInt8((place = 1) + 2 * (place = length(view_pages)) + 4 * (nth = 1)
                    + 8 * (page_view_count <= 1 and custom_event_count = 0)),
            ms, rages, deads, errors, depth, lcp, inp, cls
        ),
        arrayEnumerate(view_pages), arrayEnumerateUniq(view_pages), view_ms, view_rages, view_deads,
        view_errors, view_depths, view_lcps, view_inps, view_clss
    );
