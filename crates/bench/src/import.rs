//! Ten thousand prompts, from the user's word to the disk.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, QueryBuilder, Row as _};
use worldreel_engines::SketchEngine;
use worldreel_studio::Studio;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::Nothing;
use worldreel_studio::jobs::PauseQueue;

use crate::{Row, fixture, ms, quantile};

const PROMPTS: usize = 10_000;
const ROUNDS: usize = 5;

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir()?;
        let studio = Studio::open(fixture::config(
            folder.path(),
            vec![Arc::new(SketchEngine::with_lanes(1))],
        ))
        .await?;
        studio.pause_queue(PauseQueue { paused: true }).await?;
        let items: Result<Vec<NewTake>> = (0..PROMPTS)
            .map(|number| {
                Ok(NewTake::of(
                    format!("a red fox in snow, number {number}").parse()?,
                ))
            })
            .collect();
        let batch = Generate {
            items: items?,
            ..Generate::default()
        };
        let began = Instant::now();
        studio.generate(batch).await?;
        ours.push(ms(began));
        let queue = studio.queue(Nothing {}).await?;
        anyhow::ensure!(
            queue.live == u32::try_from(PROMPTS)?,
            "all of them are queued"
        );
        let database = folder.path().join("library.db");
        studio.close().await;
        drop(studio);
        bare.push(same_rows(&database).await?);
    }
    Ok(vec![Row {
        what: format!("{PROMPTS} prompts, from word to disk"),
        figure: quantile(&mut ours, 0.5),
        reference: quantile(&mut bare, 0.5),
        against: "a bare insert of the same rows",
        unit: "ms",
        bar: "at most 3",
    }])
}

/// The same rows once more, into a fresh database of the same schema, as few statements
/// as SQLite takes, one commit.
async fn same_rows(from: &std::path::Path) -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut source = SqliteConnectOptions::new().filename(from).connect().await?;
    let mut bare = options.connect().await?;
    let schemas: Vec<String> = sqlx::query_scalar(
        "SELECT sql FROM sqlite_schema WHERE tbl_name IN ('sessions', 'revisions', 'batches', 'jobs', 'session_jobs') AND sql IS NOT NULL",
    )
    .fetch_all(&mut source)
    .await?;
    for schema in schemas {
        sqlx::raw_sql(sqlx::AssertSqlSafe(schema))
            .execute(&mut bare)
            .await?;
    }
    let revisions =
        sqlx::query("SELECT id, session, origin, prompt, scene, created_at FROM revisions")
            .fetch_all(&mut source)
            .await?;
    let jobs = sqlx::query(
        "SELECT id, session, batch, revision, take, rank, spec, engines, state, state_json, queued_at, changed_at FROM jobs",
    )
    .fetch_all(&mut source)
    .await?;
    let session = sqlx::query("SELECT id, title, created_at, touched_at FROM sessions")
        .fetch_one(&mut source)
        .await?;
    let batch = sqlx::query("SELECT id, session, created_at FROM batches")
        .fetch_one(&mut source)
        .await?;
    let bytes = |row: &sqlx::sqlite::SqliteRow, name: &str| -> Result<Vec<u8>> {
        row.try_get(name).with_context(|| format!("a row's {name}"))
    };
    let began = Instant::now();
    let mut transaction = bare.begin().await?;
    sqlx::query("INSERT INTO sessions (id, title, created_at, touched_at) VALUES (?, ?, ?, ?)")
        .bind(bytes(&session, "id")?)
        .bind(session.try_get::<String, _>("title")?)
        .bind(session.try_get::<i64, _>("created_at")?)
        .bind(session.try_get::<i64, _>("touched_at")?)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("INSERT INTO batches (id, session, created_at) VALUES (?, ?, ?)")
        .bind(bytes(&batch, "id")?)
        .bind(bytes(&batch, "session")?)
        .bind(batch.try_get::<i64, _>("created_at")?)
        .execute(&mut *transaction)
        .await?;
    for chunk in revisions.chunks(1_000) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO revisions (id, session, origin, prompt, scene, created_at) ",
        );
        insert.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.get::<Vec<u8>, _>("id"))
                .push_bind(row.get::<Vec<u8>, _>("session"))
                .push_bind(row.get::<String, _>("origin"))
                .push_bind(row.get::<String, _>("prompt"))
                .push_bind(row.get::<String, _>("scene"))
                .push_bind(row.get::<i64, _>("created_at"));
        });
        insert.build().execute(&mut *transaction).await?;
    }
    for chunk in jobs.chunks(1_000) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO jobs (id, session, batch, revision, take, rank, spec, engines, state, state_json, queued_at, changed_at) ",
        );
        insert.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.get::<Vec<u8>, _>("id"))
                .push_bind(row.get::<Vec<u8>, _>("session"))
                .push_bind(row.get::<Vec<u8>, _>("batch"))
                .push_bind(row.get::<Vec<u8>, _>("revision"))
                .push_bind(row.get::<i64, _>("take"))
                .push_bind(row.get::<i64, _>("rank"))
                .push_bind(row.get::<String, _>("spec"))
                .push_bind(row.get::<String, _>("engines"))
                .push_bind(row.get::<String, _>("state"))
                .push_bind(row.get::<String, _>("state_json"))
                .push_bind(row.get::<i64, _>("queued_at"))
                .push_bind(row.get::<i64, _>("changed_at"));
        });
        insert.build().execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(ms(began))
}
