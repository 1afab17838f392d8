//! Work that gives way to everything else.

use std::io;
use std::panic::resume_unwind;

/// How far behind the program's other threads: about a tenth of a processor that others
/// want as well, and all of one that nobody wants (sched(7), "nice value").
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Has work done by a thread of its own that gives way to all others of this program, and
/// waits for it. On systems that know of no order among the threads of a program it is a
/// thread like any other.
///
/// # Errors
///
/// When the system gives no more threads; nothing has then been done.
///
/// # Panics
///
/// When the work does.
pub fn run<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    let thread = std::thread::Builder::new().name(name.into());
    let working = thread.spawn(move || {
        give_way();
        work()
    })?;
    Ok(working.join().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// This thread gives way to the others from now on; it can't be taken back.
#[cfg(target_os = "linux")]
fn give_way() {
    // On Linux a thread has a nice value of its own (setpriority(2), "C library/kernel
    // differences"). One that can't be had costs some speed and nothing else.
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE);
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn only_the_thread_itself_gives_way() {
        let nice = || rustix::process::getpriority_process(Some(rustix::thread::gettid()));
        let before = nice().unwrap();
        assert_eq!(super::run("behind", nice).unwrap(), Ok(super::NICE));
        assert_eq!(nice().unwrap(), before);
    }
}
