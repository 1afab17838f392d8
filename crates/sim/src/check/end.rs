//! What holds in the morning, when everything has run out.

use std::collections::BTreeMap;

use worldreel_domain::job::JobState;

use crate::disk::Row;
use crate::world::World;

/// Every job has come to its end, or waits for its user and says for what.
pub(crate) fn at_the_end(world: &World) -> Result<(), String> {
    let queued: usize = world.night.batches.iter().map(Vec::len).sum();
    if world.disk.jobs.len() != queued {
        return Err(format!(
            "{queued} jobs were queued and {} are there",
            world.disk.jobs.len()
        ));
    }
    let mut videos: BTreeMap<_, u32> = BTreeMap::new();
    for job in world.disk.videos.values() {
        *videos.entry(*job).or_default() += 1;
    }
    for row in world.disk.jobs.values() {
        ended(world, row)?;
        let own = videos.get(&row.id).copied().unwrap_or(0);
        let done = matches!(row.state, JobState::Done { .. });
        if own != u32::from(done) {
            return Err(format!(
                "{} is {} and has {own} videos",
                row.id,
                row.state.name()
            ));
        }
    }
    Ok(())
}

fn ended(world: &World, row: &Row) -> Result<(), String> {
    match &row.state {
        JobState::Held
        | JobState::Undecided { .. }
        | JobState::Cancelled { .. }
        | JobState::Expired
        | JobState::Failed { .. } => Ok(()),
        JobState::Done { video } => whole(world, row, *video),
        JobState::Queued { .. } => only_the_user(world, row),
        state => Err(format!("{} is {} for ever", row.id, state.name())),
    }
}

/// A video is the whole file that its render made.
fn whole(world: &World, row: &Row, video: worldreel_domain::id::VideoId) -> Result<(), String> {
    let mut files = world.disk.finals.iter();
    let file = files.find(|attempt| attempt.uuid() == video.uuid());
    let render = file.and_then(|attempt| world.outside.renders.get(attempt));
    let good = render
        .is_some_and(|render| render.job == row.id && render.fate == crate::fate::Fate::Video);
    let torn = file.is_some_and(|attempt| world.torn.contains(attempt));
    if good && !torn {
        Ok(())
    } else {
        Err(format!("the video of {} is not what was rendered", row.id))
    }
}

/// A job that waits says for what, and only the user can do it.
fn only_the_user(world: &World, row: &Row) -> Result<(), String> {
    let now = world.clocks().now;
    let studio = world.studio.as_ref();
    let why = studio.and_then(|studio| studio.board.explain(row.id, now));
    if why.as_ref().is_some_and(|why| !why.passes()) {
        Ok(())
    } else {
        Err(format!("{} waits for ever: {why:?}", row.id))
    }
}
