-- A job that renders another one once more, with another seed or other settings.

ALTER TABLE jobs ADD COLUMN retry_of BLOB REFERENCES jobs (id);
