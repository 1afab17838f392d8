//! Looks over a library that nobody has open.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sqlx::Connection;
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobState;
use worldreel_library::adopt::sha256;
use worldreel_library::layout::Layout;
use worldreel_library::{probe, sidecar};
use worldreel_store::{AttemptRow, JobFilter, JobRow, Store};

/// A job with everything that was tried for it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The job.
    pub job: JobRow,
    /// Its attempts, oldest first.
    pub attempts: Vec<AttemptRow>,
}

/// Makes sure that this many jobs are in the library, each done exactly once: one
/// video row for each, one file for each take, whole and with the sidecar that made it,
/// and nothing else.
///
/// # Panics
///
/// When anything is otherwise.
pub async fn done_once(library: &Path, jobs: usize) -> Vec<Told> {
    let layout = Layout::open(library).unwrap();
    let store = Store::open(&layout.database()).await.unwrap();
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    let rows = store.jobs(JobFilter::default()).await.unwrap();
    assert_eq!(rows.len(), jobs, "jobs were lost or made");
    let mut videos = BTreeMap::new();
    for video in store.videos(None, None).await.unwrap() {
        assert!(
            videos.insert(video.job, video).is_none(),
            "two videos of a job"
        );
    }
    let mut files = BTreeSet::new();
    let mut told = Vec::new();
    for job in rows {
        let JobState::Done { video } = job.state else {
            panic!("take {} is not done: {:?}", job.take, job.state);
        };
        let row = videos.remove(&job.id).expect("a done job has a video");
        assert_eq!(row.id, video);
        let path = layout.resolve(&row.file).unwrap();
        let facts = probe::probe(&path).unwrap();
        assert_eq!(facts.frames, job.spec.frames, "{}", row.file);
        assert_eq!(facts.width, job.spec.size.width, "{}", row.file);
        assert_eq!(sha256(&path).unwrap(), row.sha256, "{}", row.file);
        let made_by = sidecar::read(&path).unwrap();
        assert_eq!(
            (made_by.job, made_by.video),
            (job.id, video),
            "{}",
            row.file
        );
        assert_eq!((made_by.take, &made_by.spec), (job.take, &job.spec));
        // It is made when somebody first wants to see it.
        let poster = path.with_extension("png");
        let poster = poster.exists().then_some(poster);
        for file in [&path, &path.with_extension("json")]
            .into_iter()
            .chain(&poster)
        {
            assert!(
                files.insert(file.clone()),
                "two takes share {}",
                file.display()
            );
        }
        told.push(Told {
            attempts: store.attempts(job.id).await.unwrap(),
            job,
        });
    }
    assert!(videos.is_empty(), "videos of no job: {videos:?}");
    assert_eq!(all_files(&layout.videos()), files, "files of no video");
    assert_eq!(
        all_files(&layout.incoming()),
        BTreeSet::new(),
        "half renders"
    );
    store.close().await;
    told
}

/// The jobs of a library and where each stands.
///
/// # Panics
///
/// When the library can't be read.
pub async fn jobs(library: &Path) -> BTreeMap<JobId, JobState> {
    let layout = Layout::open(library).unwrap();
    let store = Store::open(&layout.database()).await.unwrap();
    let rows = store.jobs(JobFilter::default()).await.unwrap();
    store.close().await;
    rows.into_iter().map(|row| (row.id, row.state)).collect()
}

/// Runs SQL on a library's database, as a fault would.
///
/// # Panics
///
/// When the database refuses.
pub async fn meddle(library: &Path, sql: &'static str) {
    let url = format!("sqlite://{}", library.join("library.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// Every file below a folder.
///
/// # Panics
///
/// When the folder can't be read.
#[must_use]
pub fn all_files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}
