//! Time in the test's hands: it stands still until it is moved.

use std::cell::Cell;
use std::sync::mpsc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;
use worldreel_domain::time::Timestamp;

thread_local! {
    static START: Cell<Option<Instant>> = const { Cell::new(None) };
    /// By how many milliseconds somebody has set the wall clock.
    static SET_MS: Cell<i64> = const { Cell::new(0) };
}

/// When a test's wall clock begins: 2026-01-01.
const BEGIN_MS: i64 = 1_767_225_600_000;

/// No test holds the time longer than this, by a clock that can't be paused.
const HANGS_AFTER: Duration = Duration::from_secs(60);

/// What the wall clock says.
pub(crate) fn wall() -> Timestamp {
    let start = START.get().unwrap();
    let passed = i64::try_from(start.elapsed().as_millis()).unwrap();
    Timestamp::from_ms(BEGIN_MS + passed + SET_MS.get())
}

/// Time that stands still on this thread until it is moved.
pub(crate) struct Still {
    _let_go: mpsc::Sender<()>,
    _holder: JoinHandle<()>,
}

impl Still {
    pub(crate) fn new() -> Self {
        tokio::time::pause();
        START.set(Some(Instant::now()));
        SET_MS.set(0);
        // Paused time runs on by itself whenever all tasks wait, also when they wait for
        // the database's own thread; not so while a blocking task is under way.
        let (let_go, held) = mpsc::channel::<()>();
        let holder = tokio::task::spawn_blocking(move || {
            // A test that hangs lets time run on, and so meets its own time limit.
            let _ = held.recv_timeout(HANGS_AFTER);
        });
        Self {
            _let_go: let_go,
            _holder: holder,
        }
    }

    /// Lets both clocks run on.
    pub(crate) async fn pass(&self, time: Duration) {
        tokio::time::advance(time).await;
    }

    /// Sets the wall clock forward, as a user or a network does; the other stands still.
    #[expect(clippy::unused_self, reason = "only who holds the time may set it")]
    pub(crate) fn set_forward(&self, ms: i64) {
        SET_MS.set(SET_MS.get() + ms);
    }
}
