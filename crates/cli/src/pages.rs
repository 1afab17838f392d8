//! Lists that are told in pages, read to their end.

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::ListJobs;
use worldreel_studio::jobs::JobQuery;
use worldreel_studio::view::JobView;

/// The most that a page has.
const PAGE: u32 = 1_000;

/// Calls `each` with every job that is asked for.
pub(crate) async fn each_job(
    door: &Door,
    query: JobQuery,
    mut each: impl FnMut(JobView),
) -> Result<(), ApiError> {
    let mut query = JobQuery {
        limit: Some(PAGE),
        ..query
    };
    loop {
        let page = door.call::<ListJobs>(query).await?;
        page.jobs.into_iter().for_each(&mut each);
        if page.next.is_none() {
            return Ok(());
        }
        query.after = page.next;
    }
}

/// All jobs that are asked for.
pub(crate) async fn all_jobs(door: &Door, query: JobQuery) -> Result<Vec<JobView>, ApiError> {
    let mut jobs = Vec::new();
    each_job(door, query, |job| jobs.push(job)).await?;
    Ok(jobs)
}
