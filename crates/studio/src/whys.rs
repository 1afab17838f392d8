//! Why jobs wait, asked of the queue once for all who look.
//!
//! A reason holds for one turn of the queue, and no longer than [`HOLDS`], since a time may
//! have come. To walk the queue for one job takes about as long as for a thousand, so who
//! comes first after a turn asks for all jobs that were looked at lately, and who comes
//! meanwhile waits for that answer.

use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use tokio::time::Instant;
use worldreel_domain::id::JobId;
use worldreel_supervisor::Explanation;

/// How long a reason is believed while nothing happens.
const HOLDS: Duration = Duration::from_secs(1);
/// How long after a look another one is expected: callers that poll do so every second or
/// two.
const LOOKS_AGAIN: Duration = Duration::from_secs(5);
/// Jobs of which the reasons are asked for beforehand.
const KEPT_MAX: usize = 4_096;

/// What the queue last said of the jobs that are looked at.
#[derive(Debug, Default)]
pub(crate) struct Whys {
    said: RwLock<Said>,
    /// Jobs whose reason somebody waits for.
    wanted: Mutex<FxHashSet<JobId>>,
    /// Held by who asks.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Said {
    /// `None` before anything was asked.
    of: Option<Moment>,
    reasons: FxHashMap<JobId, Reason>,
}

#[derive(Debug)]
struct Reason {
    why: Explanation,
    looked_at: Mutex<Instant>,
}

/// Of when reasons are.
#[derive(Debug, Clone, Copy)]
struct Moment {
    turn: u64,
    at: Instant,
}

impl Moment {
    fn of(turn: u64) -> Self {
        let at = Instant::now();
        Self { turn, at }
    }

    /// Whether what was said then is true now, or for one who came then.
    fn holds(self, now: Self) -> bool {
        self.turn >= now.turn && now.at.saturating_duration_since(self.at) < HOLDS
    }
}

impl Whys {
    /// Why this job waits. `turn` counts what happens in the queue, and `explain` asks it, and
    /// tells of which turn the answer is.
    ///
    /// # Errors
    ///
    /// Those of `explain`.
    pub(crate) async fn of<E>(
        &self,
        job: JobId,
        turn: impl Fn() -> u64,
        explain: impl AsyncFnOnce(Vec<JobId>) -> Result<(u64, Vec<Explanation>), E>,
    ) -> Result<Explanation, E> {
        let came = Moment::of(turn());
        if let Some(why) = self.said(job, came) {
            return Ok(why);
        }
        lock(&self.wanted).insert(job);
        let _asking = self.asking.lock().await;
        // Who asked before may have asked for this job, too.
        if let Some(why) = self.said(job, came) {
            return Ok(why);
        }
        let asked = Moment::of(turn());
        let (jobs, adds) = self.to_ask(job, asked);
        let (turn, told) = explain(jobs.clone()).await?;
        // A turn that was under way is over by then.
        let moment = Moment { turn, ..asked };
        let now = Instant::now();
        let mut said = self.said.write().unwrap_or_else(PoisonError::into_inner);
        let mut reasons = match adds {
            true => std::mem::take(&mut said.reasons),
            false => FxHashMap::with_capacity_and_hasher(jobs.len(), FxBuildHasher),
        };
        for (job, why) in jobs.into_iter().zip(told) {
            let known = said.reasons.remove(&job);
            let looked_at = known.map_or_else(|| Mutex::new(now), |reason| reason.looked_at);
            reasons.insert(job, Reason { why, looked_at });
        }
        let why = reasons.get(&job).map(Reason::look).unwrap_or_default();
        // What is added is newer than what was there: all of it is as old as the oldest.
        let of = said.of.filter(|_| adds).unwrap_or(moment);
        *said = Said {
            of: Some(of),
            reasons,
        };
        Ok(why)
    }

    fn said(&self, job: JobId, came: Moment) -> Option<Explanation> {
        let said = self.said.read().unwrap_or_else(PoisonError::into_inner);
        said.of.filter(|of| of.holds(came))?;
        said.reasons.get(&job).map(Reason::look)
    }

    /// The jobs to ask for, and whether they only add to what was said.
    fn to_ask(&self, job: JobId, now: Moment) -> (Vec<JobId>, bool) {
        let mut jobs = std::mem::take(&mut *lock(&self.wanted));
        // It is no longer among them where who asked for it gave up.
        jobs.insert(job);
        let said = self.said.read().unwrap_or_else(PoisonError::into_inner);
        let adds = said.of.is_some_and(|of| of.holds(now))
            && said.reasons.len().saturating_add(jobs.len()) <= KEPT_MAX;
        if !adds {
            let lately = said.reasons.iter().filter(|(_, reason)| {
                now.at.saturating_duration_since(*lock(&reason.looked_at)) < LOOKS_AGAIN
            });
            let room = KEPT_MAX.saturating_sub(jobs.len());
            jobs.extend(lately.map(|(job, _)| *job).take(room));
        }
        (jobs.into_iter().collect(), adds)
    }
}

impl Reason {
    fn look(&self) -> Explanation {
        *lock(&self.looked_at) = Instant::now();
        self.why.clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use tokio::sync::Semaphore;
    use uuid::Uuid;
    use worldreel_domain::wait::WaitReason;

    use super::*;

    /// A queue that counts how often and for how many jobs it is asked, and answers when it
    /// may.
    #[derive(Clone)]
    struct Queue {
        turn: Arc<AtomicU64>,
        asked: Arc<Mutex<Vec<usize>>>,
        may: Arc<Semaphore>,
        /// It makes up its answers before they may go out.
        early: bool,
        whys: Arc<Whys>,
    }

    impl Queue {
        fn new(answers: usize) -> Self {
            Self {
                turn: Arc::default(),
                asked: Arc::default(),
                may: Arc::new(Semaphore::new(answers)),
                early: false,
                whys: Arc::default(),
            }
        }

        /// How many are ahead: as many as there were turns.
        async fn look(&self, job: JobId) -> u32 {
            let turn = || self.turn.load(Ordering::SeqCst);
            let explain = async |jobs: Vec<JobId>| {
                lock(&self.asked).push(jobs.len());
                let before = turn();
                self.may.acquire().await.unwrap().forget();
                let turn = if self.early { before } else { turn() };
                let ahead = u32::try_from(turn).unwrap();
                let why = Explanation {
                    waits: Some(WaitReason::Turn { ahead }),
                    trouble: None,
                };
                Ok::<_, Infallible>((turn, vec![why; jobs.len()]))
            };
            let told = self.whys.of(job, turn, explain).await;
            match told.unwrap().waits {
                Some(WaitReason::Turn { ahead }) => ahead,
                other => panic!("{other:?}"),
            }
        }

        fn next_turn(&self) {
            self.turn.fetch_add(1, Ordering::SeqCst);
        }

        /// How many jobs it was asked for each time since it was last looked.
        fn asked(&self) -> Vec<usize> {
            std::mem::take(&mut lock(&self.asked))
        }
    }

    fn jobs(count: usize) -> Vec<JobId> {
        let job = || JobId::from_uuid(Uuid::now_v7());
        (0..count).map(|_| job()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn all_jobs_that_are_looked_at_cost_one_question_a_turn() {
        let (queue, jobs) = (Queue::new(100), jobs(5));
        for job in &jobs {
            assert_eq!(queue.look(*job).await, 0);
        }
        assert_eq!(queue.asked(), [1; 5]);
        for job in &jobs {
            queue.look(*job).await;
        }
        assert_eq!(queue.asked(), [0; 0]);
        queue.next_turn();
        for job in &jobs {
            assert_eq!(queue.look(*job).await, 1);
        }
        assert_eq!(queue.asked(), [5]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reason_is_asked_anew_when_a_time_may_have_come() {
        let (queue, jobs) = (Queue::new(100), jobs(2));
        queue.look(jobs[0]).await;
        tokio::time::advance(HOLDS / 2).await;
        queue.look(jobs[1]).await;
        assert_eq!(queue.asked(), [1, 1]);
        tokio::time::advance(HOLDS / 2).await;
        queue.look(jobs[1]).await;
        assert_eq!(queue.asked(), [2], "the first of them is a second old");
        // What nobody has looked at for long is not asked for.
        tokio::time::advance(LOOKS_AGAIN - HOLDS / 2).await;
        queue.look(jobs[1]).await;
        assert_eq!(queue.asked(), [1]);
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_while_the_queue_is_asked_shares_the_next_question() {
        let (queue, jobs) = (Queue::new(0), jobs(9));
        let looks: Vec<_> = jobs
            .iter()
            .map(|job| {
                let (queue, job) = (queue.clone(), *job);
                tokio::spawn(async move { queue.look(job).await })
            })
            .collect();
        tokio::task::yield_now().await;
        queue.may.add_permits(2);
        for look in looks {
            look.await.unwrap();
        }
        assert_eq!(queue.asked(), [1, 8]);
    }

    /// Two look at one job, the second after a turn; how many are ahead of it by the first
    /// answer and by the second, and what the queue was asked.
    async fn around_a_turn(queue: Queue) -> (u32, u32, Vec<usize>) {
        let job = jobs(1)[0];
        let look = || {
            let queue = queue.clone();
            tokio::spawn(async move { queue.look(job).await })
        };
        let first = look();
        tokio::task::yield_now().await;
        queue.next_turn();
        let second = look();
        tokio::task::yield_now().await;
        queue.may.add_permits(2);
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        (first, second, queue.asked())
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_said_before_a_turn_is_no_answer_to_who_came_after_it() {
        let early = true;
        let queue = Queue {
            early,
            ..Queue::new(0)
        };
        assert_eq!(around_a_turn(queue).await, (0, 1, vec![1, 1]));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_said_after_a_turn_is_an_answer_to_all_who_came_before_it_was() {
        assert_eq!(around_a_turn(Queue::new(0)).await, (1, 1, vec![1]));
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_takes_nobodys_answer_along() {
        let (queue, jobs) = (Queue::new(0), jobs(2));
        let look = |job: JobId| {
            let queue = queue.clone();
            tokio::spawn(async move { queue.look(job).await })
        };
        let first = look(jobs[0]);
        tokio::task::yield_now().await;
        let second = look(jobs[1]);
        tokio::task::yield_now().await;
        first.abort();
        queue.may.add_permits(1);
        assert_eq!(second.await.unwrap(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_are_kept_than_there_is_room_for() {
        let (queue, jobs) = (Queue::new(KEPT_MAX * 3), jobs(KEPT_MAX + 10));
        for job in &jobs {
            queue.look(*job).await;
        }
        let kept = || queue.whys.said.read().unwrap().reasons.len();
        assert!(kept() <= KEPT_MAX);
        queue.next_turn();
        queue.asked();
        queue.look(jobs[0]).await;
        assert!(kept() <= KEPT_MAX);
        assert!(queue.asked()[0] <= KEPT_MAX);
    }
}
