//! What a program said, with everything left out that differs from run to run.

use worldreel_testkit::program::{Home, Ran};

/// A new home for the program.
pub(crate) fn home() -> Home {
    Home::new(env!("CARGO_BIN_EXE_worldreel"))
}

/// Runs the program while this thread's runtime serves the fakes.
pub(crate) fn run(home: &Home, args: &[&str]) -> Ran {
    tokio::task::block_in_place(|| home.run(args))
}

/// The same, for what has to go well; returns what stands on standard output.
pub(crate) fn must(home: &Home, args: &[&str]) -> String {
    let ran = run(home, args);
    assert_eq!(ran.code, Some(0), "{args:?}: {ran:#?}");
    ran.stdout
}

/// How a refusal reads: the exit code and what stands on standard error. Nothing may
/// stand on standard output.
pub(crate) fn refusal(ran: &Ran) -> String {
    assert_eq!(ran.stdout, "", "a refusal prints no result");
    format!("exit {}\n{}", ran.code.unwrap(), ran.stderr)
}

/// Compares with an inline snapshot; the home's path, ids and ports are left out.
macro_rules! assert_said {
    ($home:expr, $text:expr, @$expected:literal) => {
        crate::said::settings(&$home).bind(|| insta::assert_snapshot!($text, @$expected))
    };
}
pub(crate) use assert_said;

/// What stands for what differs from run to run.
pub(crate) fn settings(home: &Home) -> insta::Settings {
    let path = home.path().display().to_string().replace('.', r"\.");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(&path, "~");
    settings.add_filter("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[id]");
    settings.add_filter(r"127\.0\.0\.1:\d+", "127.0.0.1:[port]");
    settings.add_filter("-[0-9a-f]{8}/take", "-[session]/take");
    settings
}
