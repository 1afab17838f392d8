//! The system's keyring, with a real GNOME Keyring on a session bus of its own.
//!
//! Each test runs one of the `inside_…` tests below in a process of its own, because a
//! process looks for its keyring once.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

use std::path::Path;
use std::process::{Command, Output};

use proptest::test_runner::{Config, TestRunner};
use secrecy::{ExposeSecret, SecretString};
use worldreel_host::secrets::{
    FileConsent, KeyringError, SecretError, SecretName, SecretStore, StoreKind, SystemKeyring,
};

/// Where the keyrings are; not HOME, which other programs of a session need as well.
const DATA: &str = "XDG_DATA_HOME";
const CANARY: &str = "canary-4f1c9d7e2b";

#[test]
fn a_keyring_keeps_secrets_and_a_locked_one_is_told_from_an_empty_one() {
    if !can_run() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    inside(data.path(), UNLOCKED, "inside_an_unlocked_keyring");
    // The same keyring in a new session, with nobody who would type its password.
    inside(data.path(), LOCKED, "inside_a_locked_keyring");
}

#[test]
fn a_keyring_that_was_never_set_up_is_told_like_a_locked_one() {
    if !can_run() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    // The bus starts the keyring when it is asked for.
    inside(data.path(), "", "inside_a_keyring_without_password");
}

#[test]
fn a_session_without_a_keyring_is_told() {
    if !can_run() {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let bus = data.path().join("bus.conf");
    std::fs::write(&bus, BUS_WITHOUT_SERVICES).unwrap();
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(&bus).arg("--");
    let output = this_test("inside_a_session_without_keyring", command)
        .env(DATA, data.path())
        .output();
    succeeded("with a bus alone", &output.unwrap());
    let output = this_test("inside_a_session_without_keyring", Command::new("env"))
        .env(DATA, data.path())
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("XDG_RUNTIME_DIR", data.path())
        .output();
    succeeded("without a bus", &output.unwrap());
}

#[test]
#[ignore = "run by the tests above in a session of its own"]
fn inside_an_unlocked_keyring() {
    let keyring = SystemKeyring::new("worldreel-test");
    let name = name("studio / 1 'é' 🔑");
    keyring.reach().unwrap();
    assert!(keyring.get(&name).unwrap().is_none());
    assert!(!keyring.remove(&name).unwrap());
    for value in ["first", CANARY] {
        keyring.put(&name, &SecretString::from(value)).unwrap();
        let got = keyring.get(&name).unwrap().unwrap();
        assert_eq!(got.expose_secret(), value);
    }
    assert!(keyring.remove(&name).unwrap());
    assert!(keyring.get(&name).unwrap().is_none());

    // One label of two services is two secrets.
    let other = SecretName::new("map", name.label()).unwrap();
    keyring.put(&other, &SecretString::from("other")).unwrap();
    assert!(keyring.get(&name).unwrap().is_none());

    any_label_comes_back(&keyring);

    let folder = tempfile::tempdir().unwrap();
    let store = SecretStore::new("worldreel-test", folder.path().join("a/secrets.json"));
    assert!(matches!(store.kind(), StoreKind::Keyring));
    store.put(&name, &SecretString::from(CANARY)).unwrap();
    assert!(!store.path().exists());
}

/// Names that Secret Service might take for others, or not take at all.
fn any_label_comes_back(keyring: &SystemKeyring) {
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let names = ("[a-z/%]{1,8}", ".{1,40}");
    let outcome = runner.run(&names, |(service, label)| {
        let Ok(name) = SecretName::new(service, &label) else {
            return Ok(());
        };
        let secret = SecretString::from(format!("{label}!"));
        keyring.put(&name, &secret).unwrap();
        let got = keyring.get(&name).unwrap().unwrap();
        assert_eq!(got.expose_secret(), secret.expose_secret());
        assert!(keyring.remove(&name).unwrap());
        Ok(())
    });
    outcome.unwrap();
}

#[test]
#[ignore = "run by the tests above in a session of its own"]
fn inside_a_locked_keyring() {
    let keyring = SystemKeyring::new("worldreel-test");
    let kept = name("studio / 1 'é' 🔑");
    keyring.reach().unwrap();
    let locked = |error: &KeyringError| {
        let shown = format!("{error} {error:?}");
        assert!(matches!(error, KeyringError::Locked { .. }), "{shown}");
        assert!(!shown.contains(CANARY), "{shown}");
    };
    locked(&keyring.get(&kept).unwrap_err());
    locked(&keyring.remove(&kept).unwrap_err());
    let secret = SecretString::from(CANARY);
    locked(&keyring.put(&kept, &secret).unwrap_err());
    locked(&keyring.put(&name("new"), &secret).unwrap_err());
    // The names are not secret: a locked keyring can say that it lacks one.
    assert!(keyring.get(&name("never kept")).unwrap().is_none());

    let folder = tempfile::tempdir().unwrap();
    let store = SecretStore::new("worldreel-test", folder.path().join("a/secrets.json"));
    let refused = store.put(&kept, &secret).unwrap_err();
    assert!(
        matches!(refused, SecretError::NeedsConsent { .. }),
        "{refused:?}"
    );
    store.allow_file(FileConsent::given_by_the_user()).unwrap();
    store.put(&kept, &secret).unwrap();
    let got = store.get(&kept).unwrap().unwrap();
    assert_eq!(got.expose_secret(), CANARY);
}

#[test]
#[ignore = "run by the tests above in a session of its own"]
fn inside_a_keyring_without_password() {
    let keyring = SystemKeyring::new("worldreel-test");
    assert!(keyring.get(&name("a")).unwrap().is_none());
    let refused = keyring.put(&name("a"), &SecretString::from(CANARY));
    let error = refused.unwrap_err();
    assert!(matches!(error, KeyringError::Locked { .. }), "{error:?}");
}

#[test]
#[ignore = "run by the tests above in a session of its own"]
fn inside_a_session_without_keyring() {
    let keyring = SystemKeyring::new("worldreel-test");
    let absent = |error: KeyringError| {
        assert!(matches!(error, KeyringError::Absent { .. }), "{error:?}");
    };
    absent(keyring.reach().unwrap_err());
    absent(keyring.get(&name("a")).unwrap_err());
    absent(
        keyring
            .put(&name("a"), &SecretString::from("1"))
            .unwrap_err(),
    );
    let store = SecretStore::new("worldreel-test", "/nowhere/secrets.json");
    assert!(matches!(
        store.kind(),
        StoreKind::Nowhere(SecretError::NeedsConsent { .. })
    ));
}

fn name(label: &str) -> SecretName {
    SecretName::new("mail", label).unwrap()
}

/// The first start makes the keyring and unlocks it with this password.
const UNLOCKED: &str =
    "echo -n password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets </dev/null >/dev/null 2>&1";

/// As the usual session bus, without programs that it would start.
const BUS_WITHOUT_SERVICES: &str = "<busconfig><type>session</type>\
    <listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><policy context=\"default\">\
    <allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>\
    </policy></busconfig>";

/// Whether the programs for a real test are there; says so when they are not.
#[expect(clippy::print_stdout, reason = "a test that was skipped has to say so")]
fn can_run() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let has = |program: &str| std::env::split_paths(&path).any(|dir| dir.join(program).is_file());
    let missing = ["dbus-run-session", "gnome-keyring-daemon"]
        .into_iter()
        .find(|name| !has(name));
    if let Some(program) = missing {
        println!("skipped: {program} is not installed (apt-get install dbus gnome-keyring)");
    }
    missing.is_none()
}

/// Runs a test of this file in a session bus of its own, after `start`.
fn inside(data: &Path, start: &str, test: &str) {
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", &format!("{start}\nexec \"$0\" \"$@\"")]);
    let output = this_test(test, command).env(DATA, data).output().unwrap();
    succeeded(test, &output);
}

fn this_test(test: &str, mut command: Command) -> Command {
    command.arg(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", test]);
    command
}

fn succeeded(what: &str, output: &Output) {
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{what}: {told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
