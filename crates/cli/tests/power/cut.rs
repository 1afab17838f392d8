//! The power is cut, and nothing that was promised is missing.
#![expect(clippy::print_stdout, reason = "seeds and figures are for people")]

use std::path::{Path, PathBuf};

use worldreel_testkit::dice::{self, Dice};
use worldreel_testkit::power::{Disk, Image, Record};

use crate::evening::{PRICE_MICRO_USD, recorded};
use crate::look::{Back, Found};
use crate::moments::moments;
use crate::recording::Recorded;

/// A sync that never reaches the disk.
pub(crate) type Lie = fn(&Path) -> bool;

impl Recorded {
    /// What is left when the power goes at these moments, which are in order. Syncs that
    /// are a lie are not done.
    pub(crate) fn cuts(
        &self,
        moments: &[u64],
        seed: u64,
        lie: Lie,
    ) -> impl Iterator<Item = (u64, Image)> {
        let mut disk = Disk::new(self.told.inode);
        let mut records = self.log.records().iter().peekable();
        moments.iter().enumerate().map(move |(number, moment)| {
            while let Some((at, record)) = records.next_if(|(at, _)| at < moment) {
                if !matches!(record, Record::Sync { path, .. } if lie(path)) {
                    disk.take(*at, record);
                }
            }
            let mut dice = Dice::new(seed ^ (number as u64) << 32);
            (*moment, disk.cut(&mut dice))
        })
    }

    /// What is broken after a cut at this moment.
    pub(crate) async fn broken(&self, moment: u64, image: &Image) -> Vec<String> {
        let back = Back::with(image);
        let found = match back.look().await {
            Ok(found) => found,
            Err(said) => return vec![format!("it does not open: {said}")],
        };
        let mut broken = self.told.claims.broken(moment, &found.shown);
        broken.extend(self.billed_twice(moment, &found));
        broken.extend(found.wrong);
        broken
    }

    /// Orders that the library or the books have forgotten.
    fn billed_twice(&self, moment: u64, found: &Found) -> Vec<String> {
        let mut broken = Vec::new();
        let sent: Vec<_> = self
            .told
            .claims
            .orders
            .iter()
            .filter(|order| order.at <= moment)
            .collect();
        let due = i64::try_from(sent.len()).unwrap() * PRICE_MICRO_USD;
        if found.spent < due {
            broken.push(format!(
                "orders of {due} are sent, and the books have {}",
                found.spent
            ));
        }
        for job in &found.jobs {
            let id = job["id"].as_str().unwrap_or_default();
            let asked = |at: &u64, other: &str| *at <= moment && other == id;
            let again = self
                .told
                .claims
                .again
                .iter()
                .filter(|(at, job)| asked(at, job))
                .count();
            let orders = sent
                .iter()
                .filter(|order| job["prompt"] == *order.prompt)
                .count();
            let state = job["state"]["state"].as_str().unwrap_or_default();
            let free = matches!(state, "queued" | "preparing" | "submitting");
            if free && orders > again {
                broken.push(format!("{id} was ordered {orders} times and is {state}"));
            }
        }
        broken
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recording_is_complete() {
    let recorded = recorded().await;
    let disk = recorded.told.all(&recorded.log);
    // SQLite makes this index of its log anew.
    let lasting = |path: &Path| path.extension().is_none_or(|end| end != "db-shm");
    for path in disk.mapped() {
        assert!(!lasting(path), "{} is changed unseen", path.display());
    }
    let (told, real) = (
        disk.now().where_path(lasting),
        recorded.real.clone().where_path(lasting),
    );
    for (path, entry) in real.entries() {
        assert_eq!(told.entries().get(path), Some(entry), "{}", path.display());
    }
    assert_eq!(
        told.entries().len(),
        real.entries().len(),
        "{told:#?}\n{real:#?}"
    );
}

/// Where what failed is kept: the recording, and what was left of it after each cut.
struct Kept<'r> {
    recorded: &'r Recorded,
    folder: PathBuf,
}

impl<'r> Kept<'r> {
    fn new(recorded: &'r Recorded) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("power");
        let _ = std::fs::remove_dir_all(&folder);
        Self { recorded, folder }
    }

    fn image(&self, number: usize, image: &Image) {
        let disk = self.folder.join(format!("cut-{number}"));
        std::fs::create_dir_all(&disk).unwrap();
        image.write_to(&disk);
        self.recorded.keep(&self.folder);
        println!(
            "kept as {}; again: WORLDREEL_CUT_AGAIN={}",
            disk.display(),
            self.folder.display()
        );
    }
}

/// Cuts: `WORLDREEL_CUTS`, else 200. Moments and what survives: from `WORLDREEL_CUT_SEED`,
/// else from the clock; the seed is printed. No evening is quite like another: with
/// `WORLDREEL_CUT_AGAIN` the one that was kept there is cut.
#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_takes_nothing_that_was_promised() {
    let kept = std::env::var_os("WORLDREEL_CUT_AGAIN").map(|kept| Recorded::kept(kept.as_ref()));
    let recorded = match &kept {
        Some(kept) => kept,
        None => recorded().await,
    };
    let count = dice::number("WORLDREEL_CUTS").unwrap_or(200);
    let seed = dice::seed("WORLDREEL_CUT_SEED");
    println!("WORLDREEL_CUT_SEED={seed}");
    println!(
        "{} records, {} claims, {} orders",
        recorded.log.records().len(),
        recorded.told.claims.told().len() - recorded.told.claims.orders.len(),
        recorded.told.claims.orders.len(),
    );
    let count = usize::try_from(count).unwrap();
    let moments = moments(
        &recorded.log,
        &recorded.told.claims,
        count,
        &mut Dice::new(seed),
    );
    let kept = Kept::new(recorded);
    let mut failed = 0;
    for (number, (moment, image)) in recorded.cuts(&moments, seed, |_| false).enumerate() {
        let broken = recorded.broken(moment, &image).await;
        if !broken.is_empty() {
            failed += 1;
            println!("cut {number} at {moment}: {broken:#?}");
            kept.image(number, &image);
        }
    }
    assert_eq!(failed, 0, "of {count} cuts, with WORLDREEL_CUT_SEED={seed}");
}
