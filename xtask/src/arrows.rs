//! Which crate may use which: the plan of the house, as a table.

/// Each crate and the crates of ours it may use. Tests may use more.
pub(crate) const ARROWS: &[(&str, &[&str])] = &[
    ("crashpoint", &[]),
    ("domain", &[]),
    ("host", &[]),
    ("keys", &["domain"]),
    ("scheduler", &["domain", "keys"]),
    ("store", &["crashpoint", "domain", "keys"]),
    ("sketch", &["domain"]),
    (
        "engines",
        &["crashpoint", "domain", "host", "keys", "sketch"],
    ),
    ("library", &["crashpoint", "domain", "host"]),
    ("refine", &["domain", "keys"]),
    (
        "supervisor",
        &[
            "crashpoint",
            "domain",
            "engines",
            "host",
            "keys",
            "library",
            "scheduler",
            "store",
        ],
    ),
    (
        "studio",
        &[
            "domain",
            "engines",
            "host",
            "keys",
            "library",
            "refine",
            "scheduler",
            "store",
            "supervisor",
        ],
    ),
    ("server", &["studio"]),
    ("client", &["host", "studio"]),
    (
        "entry",
        &[
            "client", "domain", "engines", "host", "keys", "refine", "server", "studio",
        ],
    ),
    (
        "cli",
        &[
            "client",
            "crashpoint",
            "domain",
            "engines",
            "entry",
            "keys",
            "refine",
            "server",
            "studio",
        ],
    ),
    ("desktop", &["client", "entry", "studio"]),
];

/// Rooms of the workshop: they may use everything, and nothing shipped may use them.
pub(crate) const WORKSHOP: &[&str] = &["bench", "sim", "testkit"];

/// Outside crates that only one room may use: nobody else holds SQL, speaks HTTP to a
/// provider, asks the clock of a database.
pub(crate) const ROOMS: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("async-openai", &["refine"]),
    ("zip", &["engines", "library"]),
    ("tauri", &["desktop"]),
    ("axum", &["server"]),
    ("clap", &["cli"]),
    ("openh264", &["sketch", "library"]),
    ("muxide", &["sketch"]),
    ("fs4", &["host"]),
    ("directories", &["host"]),
    ("keyring", &["host"]),
];
