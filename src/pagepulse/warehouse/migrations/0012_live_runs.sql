-- The live run that a batch was recorded for, and all those of its session.
alter table batches add column if not exists recording_id String;
alter table sessions add column if not exists recording_ids Array(String);
