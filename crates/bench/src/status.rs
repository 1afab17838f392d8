//! Status by HTTP with a million jobs in the library, beside a bare route.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, QueryBuilder};
use uuid::Uuid;
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobAction;
use worldreel_engines::SketchEngine;
use worldreel_server::{Access, serve};
use worldreel_studio::Studio;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::BASE_PATH;
use worldreel_studio::jobs::{ActOnJob, JobQuery, PauseQueue};

use crate::{Row, fixture, ms, quantile};

const JOBS: usize = 1_000_000;
const ASKED: usize = 1_000;
const CALLERS: usize = 8;
const FOR: Duration = Duration::from_secs(6);
/// Ten transitions a second are written meanwhile.
const TRANSITION: Duration = Duration::from_millis(100);

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let config = fixture::config(folder.path(), vec![Arc::new(SketchEngine::with_lanes(1))]);
    let studio = Studio::open(config.clone()).await?;
    studio.pause_queue(PauseQueue { paused: true }).await?;
    let take = || -> Result<NewTake> { Ok(NewTake::of("a red fox in snow".parse()?)) };
    let items: Result<Vec<NewTake>> = (0..ASKED).map(|_| take()).collect();
    let queued = studio
        .generate(Generate {
            items: items?,
            ..Generate::default()
        })
        .await?;
    let all = JobQuery {
        batch: Some(queued.batch),
        limit: Some(queued.jobs),
        ..JobQuery::default()
    };
    let live = studio.list_jobs(all).await?.jobs;
    let live: Vec<JobId> = live.into_iter().map(|job| job.id).collect();
    studio.close().await;
    drop(studio);
    let finished = fill(&folder.path().join("library.db")).await?;
    let studio = Studio::open(config).await?;
    let ours = serve(
        studio.clone(),
        ([127, 0, 0, 1], 0).into(),
        Access::loopback(),
    )
    .await?;
    let ids: Vec<JobId> = live.iter().chain(&finished).copied().collect();
    let url = |id: &JobId| format!("{}{BASE_PATH}/jobs/{id}", ours.address());
    let urls: Vec<String> = ids.iter().map(url).collect();
    let http = reqwest::Client::builder().no_proxy().build()?;
    let body = http.get(&urls[0]).send().await?.bytes().await?;
    let bare = bare_route(body.to_vec()).await?;
    let writing = transitions(studio.clone(), live);
    let (mut our_times, our_rate) = load(&http, urls).await?;
    let (mut bare_times, bare_rate) = load(&http, vec![bare]).await?;
    writing.store(true, Ordering::Relaxed);
    ours.close().await;
    studio.close().await;
    Ok(vec![
        Row {
            what: "status with 1,000,000 jobs, throughput".into(),
            figure: our_rate,
            reference: bare_rate,
            against: "a bare axum route of the same body",
            unit: "/s",
            bar: "at least 0.7",
        },
        Row {
            what: "status with 1,000,000 jobs, p99".into(),
            figure: quantile(&mut our_times, 0.99),
            reference: quantile(&mut bare_times, 0.99),
            against: "a bare axum route of the same body",
            unit: "ms",
            bar: "at most 2",
        },
    ])
}

/// Holds and releases jobs until it is told to end.
fn transitions(studio: Studio, jobs: Vec<JobId>) -> Arc<AtomicBool> {
    let end = Arc::new(AtomicBool::new(false));
    let ended = Arc::clone(&end);
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(TRANSITION);
        for job in jobs.into_iter().cycle() {
            for action in [JobAction::Hold, JobAction::Release] {
                tick.tick().await;
                if ended.load(Ordering::Relaxed)
                    || studio.act_on_job(ActOnJob::of(job, action)).await.is_err()
                {
                    return;
                }
            }
        }
    });
    end
}

async fn bare_route(body: Vec<u8>) -> Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let json = [(axum::http::header::CONTENT_TYPE, "application/json")];
    let app = Router::new().route("/", get(move || std::future::ready((json, body.clone()))));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(format!("http://{address}/"))
}

/// Calls these addresses in turn from several callers; the time of each call in
/// milliseconds, and calls a second.
async fn load(http: &reqwest::Client, urls: Vec<String>) -> Result<(Vec<f64>, f64)> {
    let urls = Arc::new(urls);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (http, urls, next) = (http.clone(), Arc::clone(&urls), Arc::clone(&next));
            tokio::spawn(async move {
                let mut times = Vec::new();
                while began.elapsed() < FOR {
                    // A stride that visits all of them in a scattered order.
                    let at = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(617) % urls.len();
                    let sent = Instant::now();
                    let answer = http.get(&urls[at]).send().await?;
                    anyhow::ensure!(answer.status().is_success(), "{}", answer.status());
                    answer.bytes().await?;
                    times.push(ms(sent));
                }
                Ok::<_, anyhow::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for caller in callers {
        times.extend(caller.await??);
    }
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52 calls")]
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    Ok((times, rate))
}

/// A million finished jobs, past the store; some of their ids.
async fn fill(database: &std::path::Path) -> Result<Vec<JobId>> {
    let mut connection = SqliteConnectOptions::new()
        .filename(database)
        .foreign_keys(false)
        .connect()
        .await?;
    let like: (Vec<u8>, Vec<u8>, Vec<u8>, String, String) =
        sqlx::query_as("SELECT session, batch, revision, spec, engines FROM jobs LIMIT 1")
            .fetch_one(&mut connection)
            .await
            .context("a job to copy")?;
    let mut sample = Vec::new();
    let mut transaction = connection.begin().await?;
    let mut number = 0_i64;
    while number < i64::try_from(JOBS)? {
        let mut insert = QueryBuilder::new(
            "INSERT INTO jobs (id, session, batch, revision, take, rank, spec, engines, state, state_json, queued_at, changed_at) ",
        );
        let ids: Vec<Uuid> = (0..1_000).map(|_| Uuid::now_v7()).collect();
        sample.push(JobId::from_uuid(ids[500]));
        insert.push_values(ids.into_iter().zip(1..), |mut row, (id, step)| {
            let take = 10_000 + number + step;
            row.push_bind(id)
                .push_bind(&like.0)
                .push_bind(&like.1)
                .push_bind(&like.2)
                .push_bind(take)
                .push_bind(-take * 1_024)
                .push_bind(&like.3)
                .push_bind(&like.4)
                .push_bind("cancelled")
                .push_bind(r#"{"state":"cancelled","may_be_billed":false}"#)
                .push_bind(1_790_000_000_000_i64)
                .push_bind(1_790_000_000_000_i64);
        });
        insert.build().execute(&mut *transaction).await?;
        number += 1_000;
    }
    transaction.commit().await?;
    connection.close().await?;
    sample.truncate(ASKED);
    Ok(sample)
}
