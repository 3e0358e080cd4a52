-- autoincrement: a range of rows must never mean other rows after the old ones are gone.
create table if not exists entries (
    row_id       integer primary key autoincrement,
    project_id   text    not null,
    session_id   text    not null,
    tab_id       text    not null,
    seq          integer not null,
    received_at  integer not null,
    origin       text    not null,
    encoding     text    not null,
    user_agent   text    not null,
    raw_bytes    integer not null,
    event_count  integer not null,
    body         blob    not null
);
create unique index if not exists entries_key on entries (project_id, session_id, tab_id, seq);

-- At most one row: the rows being projected. A crash projects the very same rows again.
create table if not exists open_range (
    range_id   integer primary key autoincrement,
    first_row  integer not null,
    last_row   integer not null
);

-- One row: the journal's own name, a part of every deduplication token.
create table if not exists identity (
    journal_id  text not null
);
insert into identity select lower(hex(randomblob(8))) where not exists (select 1 from identity);

-- Sessions that must not be stored, also when batches of them arrive later. `hidden_at`: the warehouse
-- no longer shows what it had of them. Times are Unix milliseconds.
create table if not exists erasures (
    project_id    text    not null,
    session_id    text    not null,
    requested_at  integer not null,
    hidden_at     integer,
    primary key (project_id, session_id)
) without rowid;
