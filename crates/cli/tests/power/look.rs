//! What the program shows when the power is back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use worldreel_library::adopt::sha256;
use worldreel_library::layout::Layout;
use worldreel_library::{probe, sidecar};
use worldreel_store::Store;
use worldreel_testkit::inspect::all_files;
use worldreel_testkit::power::Image;
use worldreel_testkit::program::{Home, Served};

use crate::claims::Shown;
use crate::recording::on_disk;

/// No answer takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A computer that was switched on again.
pub(crate) struct Back {
    home: Home,
    disk: PathBuf,
}

/// What was found there.
pub(crate) struct Found {
    pub(crate) shown: Shown,
    /// Every job.
    pub(crate) jobs: Vec<Value>,
    /// What the keys' books have, in millionths of a dollar.
    pub(crate) spent: i64,
    /// What is wrong whatever was promised.
    pub(crate) wrong: Vec<String>,
}

impl Back {
    pub(crate) fn with(image: &Image) -> Self {
        let home = Home::new(env!("CARGO_BIN_EXE_worldreel"));
        let disk = home.path().join("disk");
        std::fs::create_dir(&disk).unwrap();
        image.write_to(&disk);
        Self { home, disk }
    }

    /// Opens what is left with the program, and looks at everything.
    ///
    /// # Errors
    ///
    /// What the program says when it does not open.
    pub(crate) async fn look(&self) -> Result<Found, String> {
        let mut command = self.home.command(&["serve", "--port", "0"]);
        on_disk(&mut command, &self.disk);
        let studio = self.home.try_served(&mut command)?;
        let looked = tokio::time::timeout(PATIENCE, shown(&studio)).await;
        let mut found = looked
            .map_err(|_| "it does not answer".to_owned())?
            .map_err(|error| error.to_string())?;
        studio.kill();
        self.examine(&mut found).await;
        Ok(found)
    }

    /// Looks at the files: each video is whole, and each backup.
    async fn examine(&self, found: &mut Found) {
        let layout = Layout::open(&self.disk.join("library")).unwrap();
        let wrong = &mut found.wrong;
        for file in all_files(&layout.videos()) {
            if file.extension().is_some_and(|end| end == "mp4") {
                if let Err(error) = probe::probe(&file) {
                    wrong.push(format!("{} is half a video: {error}", file.display()));
                }
                if let Err(error) = sidecar::read(&file) {
                    wrong.push(format!(
                        "{} does not say what made it: {error:?}",
                        file.display()
                    ));
                }
            }
        }
        for job in &found.jobs {
            if let Some(video) = job.get("video") {
                wrong.extend(unlike(&layout, video));
            }
        }
        let backups = layout.root().join("backups");
        let backups = if backups.exists() {
            all_files(&backups)
        } else {
            Default::default()
        };
        for file in backups {
            if file.extension().is_some_and(|end| end == "db")
                && let Err(error) = worldreel_store::examine(&file).await
            {
                wrong.push(format!("{} is no whole backup: {error}", file.display()));
            }
        }
        let store = Store::open(&layout.database()).await.unwrap();
        wrong.extend(store.check().await.unwrap());
        store.close().await;
    }
}

/// Why a video's files are not what its row says.
fn unlike(layout: &Layout, video: &Value) -> Option<String> {
    let name = video["file"].as_str().unwrap();
    let path: &Path = &layout.root().join(name);
    let Ok(hash) = sha256(path) else {
        return Some(format!("{name} is not there"));
    };
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    if json!(hash) != video["sha256"] {
        return Some(format!("{name} is not what was delivered"));
    }
    // One that is not there is made when somebody wants to see it.
    let poster = std::fs::read(path.with_extension("png")).ok()?;
    let whole = poster.ends_with(b"IEND\xaeB`\x82");
    (!whole).then(|| format!("{name} has {} bytes of a poster", poster.len()))
}

type Asked<T> = Result<T, Box<dyn std::error::Error>>;

async fn shown(studio: &Served) -> Asked<Found> {
    let mut shown = Shown::new();
    let list = |value: Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let jobs = list(studio.get("/jobs").await?["jobs"].take());
    for job in &jobs {
        let (id, state) = (text(&job["id"]), text(&job["state"]["state"]));
        shown.insert(format!("prompt of {id}"), job["prompt"].clone());
        shown.insert(format!("seed of {id}"), job["spec"]["seed"].clone());
        shown.insert(format!("{id} is held"), json!(state == "held"));
        let cancelled = state == "cancelled" || state == "cancelling";
        shown.insert(format!("{id} is cancelled"), json!(cancelled));
        shown.insert(format!("{id} is given up"), json!(state == "failed"));
        if let Some(video) = job.get("video") {
            shown.insert(format!("video of {id}"), video["sha256"].clone());
        }
    }
    for (path, deleted) in [("/sessions", false), ("/sessions?deleted=true", true)] {
        for session in list(studio.get(path).await?) {
            let id = text(&session["id"]);
            shown.insert(format!("title of {id}"), session["title"].clone());
            shown.insert(format!("{id} is deleted"), json!(deleted));
            let draft = studio.get(&format!("/draft?session={id}")).await?;
            shown.insert(format!("draft of {id}"), draft["draft"]["body"].clone());
        }
    }
    let draft = studio.get("/draft").await?;
    shown.insert(
        "draft of a new session".to_owned(),
        draft["draft"]["body"].clone(),
    );
    let settings = studio.get("/settings").await?;
    shown.insert("theme".to_owned(), settings["theme"].clone());
    let queue = studio.get("/queue").await?;
    shown.insert("paused".to_owned(), queue["paused"].clone());
    let mut spent = 0;
    for key in list(studio.get("/keys").await?) {
        shown.insert(
            format!("key {}", text(&key["label"])),
            key["readable"].clone(),
        );
        spent += key["spend"]["micro_usd"].as_i64().unwrap_or(0);
    }
    for engine in list(studio.get("/engines").await?) {
        shown.insert(format!("engine {}", text(&engine["name"])), json!(true));
    }
    Ok(Found {
        shown,
        jobs,
        spent,
        wrong: Vec::new(),
    })
}
