-- What a session suffered, and whether a crawler was it: counted once, when its batches come.
alter table batches
    add column if not exists rage_click_count UInt32,
    add column if not exists dead_click_count UInt32,
    add column if not exists error_click_count UInt32,
    add column if not exists bot Bool;

alter table sessions
    add column if not exists rage_click_count UInt32,
    add column if not exists dead_click_count UInt32,
    add column if not exists error_click_count UInt32,
    add column if not exists bot Bool;
