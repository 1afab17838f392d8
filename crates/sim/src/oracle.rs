//! Schedules worked out by somebody who knows everything.

/// How long each job takes on each lane, in milliseconds; `None` where it may not run.
pub type Lengths = Vec<Vec<Option<i64>>>;

/// When the last job ends if at every moment the first job that can start does, on the
/// first lane that is free for it, and nothing else takes any time.
#[must_use]
pub fn list_schedule(jobs: &Lengths) -> i64 {
    let lanes = jobs.first().map_or(0, Vec::len);
    let mut free_at = vec![0_i64; lanes];
    let mut waiting: Vec<&Vec<Option<i64>>> = jobs.iter().collect();
    let mut now = 0;
    loop {
        waiting.retain(|lengths| {
            let lane = (0..lanes).find(|lane| free_at[*lane] <= now && lengths[*lane].is_some());
            let Some((lane, length)) = lane.and_then(|lane| Some((lane, lengths[lane]?))) else {
                return true;
            };
            free_at[lane] = now + length;
            false
        });
        let next = free_at.iter().filter(|at| **at > now).min();
        match next {
            Some(next) if !waiting.is_empty() => now = *next,
            _ => return free_at.into_iter().max().unwrap_or(0),
        }
    }
}

/// The earliest moment at which all of these jobs can have ended on so many equal lanes:
/// every way of sharing them out, but for those that are no better than one that is known.
#[must_use]
pub fn best_makespan(lengths: &[i64], lanes: usize) -> i64 {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut best = i64::MAX;
    share(&sorted, &mut vec![0; lanes.max(1)], &mut best);
    best
}

fn share(left: &[i64], lanes: &mut Vec<i64>, best: &mut i64) {
    let latest = lanes.iter().copied().max().unwrap_or(0);
    if latest >= *best {
        return;
    }
    let Some((first, rest)) = left.split_first() else {
        *best = latest;
        return;
    };
    let mut tried = Vec::new();
    for lane in 0..lanes.len() {
        // Lanes that are equally busy are the same lane.
        if tried.contains(&lanes[lane]) {
            continue;
        }
        tried.push(lanes[lane]);
        lanes[lane] += first;
        share(rest, lanes, best);
        lanes[lane] -= first;
    }
}

/// When so many equal jobs have ended with keys that can't be used in some spans of time,
/// for somebody who knows those spans. Each key has one job at a time; what runs is not
/// disturbed. For equal jobs nothing is better than to start each as early as can be.
#[must_use]
pub fn with_cool_downs(jobs: usize, length: i64, rests: &[Vec<(i64, i64)>]) -> i64 {
    let mut free_at = vec![0_i64; rests.len()];
    for _ in 0..jobs {
        let starts = free_at
            .iter()
            .zip(rests)
            .map(|(free, own)| usable(*free, own));
        let first = starts.enumerate().min_by_key(|(_, at)| *at);
        if let Some((key, at)) = first {
            free_at[key] = at + length;
        }
    }
    free_at.into_iter().max().unwrap_or(0)
}

/// The first moment from `at` on that is in none of these spans.
fn usable(mut at: i64, rests: &[(i64, i64)]) -> i64 {
    while let Some((_, until)) = rests
        .iter()
        .find(|(from, until)| (*from..*until).contains(&at))
    {
        at = *until;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_schedule_is_no_better_than_the_best_and_sometimes_worse() {
        let lengths = [3, 3, 2, 2, 2];
        let jobs = lengths
            .iter()
            .map(|length| vec![Some(*length); 2])
            .collect();
        assert_eq!(list_schedule(&jobs), 7);
        assert_eq!(best_makespan(&lengths, 2), 6);
    }

    #[test]
    fn a_job_waits_for_its_own_lane_and_holds_up_nobody() {
        let jobs = vec![
            vec![Some(5), None],
            vec![Some(5), None],
            vec![Some(1), Some(1)],
        ];
        assert_eq!(list_schedule(&jobs), 10);
    }

    #[test]
    fn a_resting_key_is_passed_over_until_it_has_rested() {
        let rests = vec![vec![(0, 10), (10, 12)], Vec::new()];
        assert_eq!(with_cool_downs(4, 4, &rests), 16);
        assert_eq!(with_cool_downs(1, 4, &rests), 4);
    }
}
