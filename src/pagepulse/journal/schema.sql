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

-- What became of every batch that arrived. `day`: days since 1970 in UTC, 0 for all that is older than what
-- is kept by day. `outcome`: stored, duplicate, or refused:<code>. Project '': nobody can tell which.
create table if not exists ledger (
    project_id  text    not null,
    day         integer not null,
    outcome     text    not null,
    batches     integer not null,
    primary key (project_id, day, outcome)
) without rowid;

-- Whose data must not come back: `subject_hash` of a visitor, an identity or a page; of a stretch of time
-- `from_at` and `to_at` alone. It counts for sessions with something from before `requested_at`.
create table if not exists erased_subjects (
    project_id    text    not null,
    kind          text    not null,
    subject_hash  text    not null,
    from_at       integer not null,
    to_at         integer not null,
    requested_at  integer not null,
    primary key (project_id, kind, subject_hash, from_at, to_at)
) without rowid;

-- Sessions of an earlier version that are being filed; empty at all other times. A crash files the very
-- same sessions again: their batches may tell the day already while their facts are missing.
create table if not exists open_filing (
    project_id  text  not null,
    session_id  text  not null,
    primary key (project_id, session_id)
) without rowid;
