-- A deleted session stays until it is restored; each shows its newest video.

ALTER TABLE sessions ADD COLUMN deleted_at INTEGER;
ALTER TABLE sessions ADD COLUMN cover BLOB;

UPDATE sessions SET cover = (
    SELECT videos.id FROM videos JOIN jobs ON jobs.id = videos.job
    WHERE jobs.session = sessions.id
    ORDER BY videos.delivered_at DESC, videos.id DESC LIMIT 1
);
