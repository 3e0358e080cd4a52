-- In a file of its own: what nobody can read must not use up the room of what is still to be read.
-- autoincrement: the numbers grow with time, and a person never deletes another batch by an old one.
create table if not exists quarantine (
    quarantine_id   integer primary key autoincrement,
    project_id      text    not null,
    session_id      text    not null,
    tab_id          text    not null,
    seq             integer not null,
    received_at     integer not null,
    origin          text    not null,
    encoding        text    not null,
    user_agent      text    not null,
    raw_bytes       integer not null,
    event_count     integer not null,
    body            blob    not null,
    reason          text    not null,
    quarantined_at  integer not null
);
create unique index if not exists quarantine_key
    on quarantine (project_id, session_id, tab_id, seq);
