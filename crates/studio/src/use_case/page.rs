//! Lists that may be long are told in pages.

/// How many are told at once when no number is said, and at most.
const PAGE: u32 = 200;
const PAGE_MAX: u32 = 1_000;

/// How many are told at once.
pub(crate) fn limit(wanted: Option<u32>) -> u32 {
    wanted.unwrap_or(PAGE).clamp(1, PAGE_MAX)
}

/// A page of a list of which one more than its `limit` was read, where there is one more; and
/// where to go on then.
pub(crate) fn cut<T: Copy, R>(
    mut rows: Vec<R>,
    limit: u32,
    id: impl Fn(&R) -> T,
) -> (Vec<R>, Option<T>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(id);
    (rows, next)
}
