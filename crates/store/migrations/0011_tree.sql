-- A revision may have a name of the user's own, and a session may be put away without being
-- deleted: it is not listed until it is taken out again or gets something new.

ALTER TABLE revisions ADD COLUMN name TEXT CHECK (name <> '');
ALTER TABLE sessions ADD COLUMN archived_at INTEGER;
