//! Databases of earlier schemas, brought up to date.

use std::path::Path;

use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;
use worldreel_store::Store;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// What every schema since the first can hold: a session with a delivered take.
const ROWS: &str = "
    INSERT INTO sessions (id, title, takes, created_at, touched_at)
        VALUES (x'00000000000000000000000000000001', 'A fox', 1, 1000, 2000);
    INSERT INTO revisions (id, session, origin, prompt, scene, created_at)
        VALUES (x'00000000000000000000000000000002', x'00000000000000000000000000000001',
                'typed', 'a fox', '{}', 1000);
    INSERT INTO batches (id, session, created_at)
        VALUES (x'00000000000000000000000000000003', x'00000000000000000000000000000001', 1000);
    INSERT INTO jobs (id, session, batch, revision, take, rank, spec, engines, state,
                      state_json, queued_at, changed_at)
        VALUES (x'00000000000000000000000000000004', x'00000000000000000000000000000001',
                x'00000000000000000000000000000003', x'00000000000000000000000000000002', 1, 1024,
                '{\"size\":{\"width\":64,\"height\":64},\"frames\":10,\"fps\":10,\"seed\":7}',
                '[\"sketch\"]', 'done',
                '{\"state\":\"done\",\"video\":\"00000000-0000-0000-0000-000000000005\"}',
                1000, 2000);
    INSERT INTO attempts (id, job, epoch, engine, lane, outcome, began_at, ended_at)
        VALUES (x'00000000000000000000000000000005', x'00000000000000000000000000000004', 1,
                'sketch', 'sketch-1', 'delivered', 1000, 2000);
    INSERT INTO videos (id, job, file, poster, size_bytes, sha256, width, height, frames,
                        duration_ms, delivered_at)
        VALUES (x'00000000000000000000000000000005', x'00000000000000000000000000000004',
                'videos/a.mp4', 'videos/a.jpg', 10, zeroblob(32), 64, 64, 10, 1000, 2000);
    INSERT INTO events (at, kind, data) VALUES (2000, 'job_changed', '{}');
";

/// Makes a database as the first `count` migrations left it.
async fn database_of(path: &Path, count: usize) {
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let earlier = sqlx::migrate::Migrator {
        migrations: MIGRATIONS.iter().take(count).cloned().collect(),
        ..sqlx::migrate::Migrator::DEFAULT
    };
    earlier
        .run_direct(None, &mut connection, false)
        .await
        .unwrap();
    sqlx::raw_sql(ROWS).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn every_earlier_schema_is_brought_up_to_date_with_all_that_is_in_it() {
    let all = MIGRATIONS.iter().count();
    assert!(all >= 2, "there is an earlier schema");
    for count in 1..=all {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("library.db");
        database_of(&path, count).await;
        let store = Store::open(&path).await.unwrap();
        let sessions = store
            .sessions(worldreel_store::WhichSessions::Active)
            .await
            .unwrap();
        assert_eq!(sessions.len(), 1, "from schema {count}");
        assert_eq!(
            (sessions[0].title.as_str(), sessions[0].takes),
            ("A fox", 1)
        );
        assert_eq!(sessions[0].deleted_at, None);
        let videos = store.videos(Some(sessions[0].id), None).await.unwrap();
        assert_eq!(videos.len(), 1);
        if count < 2 {
            // A schema without covers is given them.
            assert_eq!(sessions[0].cover, Some(videos[0].id));
        }
        let jobs = store
            .jobs(worldreel_store::JobFilter::default())
            .await
            .unwrap();
        assert_eq!(jobs[0].spec.seed, 7);
        let counts = store.job_counts(None).await.unwrap();
        let done = std::collections::BTreeMap::from([(jobs[0].state.name(), 1)]);
        // Rows that are put past the store into the schema of today are not counted.
        let told = (count < all).then_some(&done);
        assert_eq!(counts.get(&sessions[0].id), told, "from schema {count}");
        assert_eq!(store.last_event().await.unwrap(), 1);
        assert_eq!(store.check().await.unwrap(), [""; 0]);
        store.close().await;
        // It is brought up to date once.
        Store::open(&path).await.unwrap().close().await;
    }
}
