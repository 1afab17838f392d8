use std::error::Error;

use secrecy::ExposeSecret;
use tempfile::TempDir;

use super::*;

const CANARY: &str = "canary-4f1c9d7e2b";

fn name(label: &str) -> SecretName {
    SecretName::new("mail", label).unwrap()
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// An empty file of secrets in a folder of its own.
fn fresh() -> (TempDir, SecretFile) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("app").join("secrets.json");
    let file = SecretFile::create(&path, FileConsent::given_by_the_user()).unwrap();
    (home, file)
}

fn value(file: &SecretFile, label: &str) -> Option<String> {
    let found = file.get(&name(label)).unwrap();
    found.map(|secret| secret.expose_secret().to_owned())
}

/// All that an error shows, to people and to logs.
fn shown(error: &FileError) -> String {
    let source = error.source().map(ToString::to_string);
    format!("{error} {error:?} {source:?} {}", error.way_out())
}

#[test]
fn without_consent_there_is_no_file() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("app").join("secrets.json");
    assert_eq!(SecretFile::open(&path).unwrap(), None);
    assert!(!path.exists() && !path.parent().unwrap().exists());
}

#[test]
fn a_secret_is_kept_replaced_and_removed() {
    let (_home, file) = fresh();
    assert_eq!(value(&file, "a"), None);
    file.put(&name("a"), &secret("1")).unwrap();
    file.put(&name("b"), &secret("2")).unwrap();
    file.put(&name("a"), &secret("3")).unwrap();
    let again = SecretFile::open(file.path()).unwrap().unwrap();
    assert_eq!(value(&again, "a").as_deref(), Some("3"));
    assert!(again.remove(&name("a")).unwrap());
    assert!(!again.remove(&name("a")).unwrap());
    assert_eq!(value(&file, "a"), None);
    assert_eq!(value(&file, "b").as_deref(), Some("2"));
}

#[test]
fn making_it_again_keeps_what_it_holds() {
    let (_home, file) = fresh();
    file.put(&name("a"), &secret("1")).unwrap();
    let again = SecretFile::create(file.path(), FileConsent::given_by_the_user()).unwrap();
    assert_eq!(value(&again, "a").as_deref(), Some("1"));
}

#[cfg(unix)]
#[test]
fn its_owner_alone_can_open_it() {
    let (_home, file) = fresh();
    file.put(&name("a"), &secret("1")).unwrap();
    assert_eq!(mode(file.path()), 0o600);
    assert_eq!(mode(file.path().parent().unwrap()), 0o700);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_open_is_refused_with_the_way_out() {
    let (_home, file) = fresh();
    file.put(&name("a"), &secret(CANARY)).unwrap();
    for bits in [0o640, 0o604, 0o620, 0o666] {
        set_mode(file.path(), bits);
        let errors = [
            file.get(&name("a")).unwrap_err(),
            file.put(&name("a"), &secret(CANARY)).unwrap_err(),
            file.remove(&name("a")).unwrap_err(),
            SecretFile::open(file.path()).unwrap_err(),
            SecretFile::create(file.path(), FileConsent::given_by_the_user()).unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, FileError::FileTooOpen { mode, .. } if mode == bits));
            assert!(
                error.way_out().contains("chmod 600 '"),
                "{}",
                error.way_out()
            );
            assert!(!shown(&error).contains(CANARY));
        }
    }
    set_mode(file.path(), 0o600);
    assert_eq!(value(&file, "a").as_deref(), Some(CANARY));
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_write_to_is_refused() {
    let (_home, file) = fresh();
    let folder = file.path().parent().unwrap();
    set_mode(folder, 0o755);
    assert_eq!(value(&file, "a"), None);
    set_mode(folder, 0o770);
    let error = file.get(&name("a")).unwrap_err();
    assert!(matches!(
        error,
        FileError::FolderTooOpen { mode: 0o770, .. }
    ));
    assert!(error.way_out().contains("chmod 700 '"));
}

#[test]
fn writers_at_once_lose_nothing_of_each_other() {
    let (_home, file) = fresh();
    std::thread::scope(|threads| {
        for writer in 0..8 {
            let file = &file;
            threads.spawn(move || {
                for turn in 0..10 {
                    let label = format!("{writer}-{turn}");
                    file.put(&name(&label), &secret(&label)).unwrap();
                    // Readers see a whole file at any moment.
                    assert_eq!(value(file, &label), Some(label));
                }
            });
        }
    });
    for writer in 0..8 {
        for turn in 0..10 {
            let label = format!("{writer}-{turn}");
            assert_eq!(value(&file, &label), Some(label));
        }
    }
}

#[test]
fn a_write_that_was_cut_short_leaves_the_old_content() {
    let (_home, file) = fresh();
    file.put(&name("a"), &secret("old")).unwrap();
    let torn = file.path().with_file_name("secrets.json.tmp");
    fs::write(&torn, b"{\"format\": 1, \"secr").unwrap();
    assert_eq!(value(&file, "a").as_deref(), Some("old"));
    file.put(&name("a"), &secret("new")).unwrap();
    assert_eq!(value(&file, "a").as_deref(), Some("new"));
    assert!(!torn.exists());
}

#[test]
fn a_write_that_fails_leaves_the_old_content() {
    let (_home, file) = fresh();
    file.put(&name("a"), &secret("old")).unwrap();
    // A folder where the new content would be written first.
    fs::create_dir(file.path().with_file_name("secrets.json.tmp")).unwrap();
    let error = file.put(&name("a"), &secret(CANARY)).unwrap_err();
    assert!(
        matches!(error, FileError::Io { act: "write", .. }),
        "{error:?}"
    );
    assert!(!shown(&error).contains(CANARY));
    assert_eq!(value(&file, "a").as_deref(), Some("old"));
}

#[test]
fn a_file_that_is_something_else_is_left_alone_and_not_quoted() {
    for text in [
        format!("{{\"format\": 1, \"secrets\": \"{CANARY}\"}}"),
        format!("{{\"format\": 1, \"secrets\": {{\"mail\": {{\"a\": [\"{CANARY}\"]}}}}}}"),
        format!("{{\"format\": \"{CANARY}\"}}"),
        format!("{{\"format\": 1, \"{CANARY}\": 1}}"),
        CANARY.to_owned(),
        format!("{{\"format\": 7, \"x\": \"{CANARY}\"}}"),
    ] {
        let (_home, file) = fresh();
        durable::write_private(file.path(), text.as_bytes()).unwrap();
        for error in [
            file.get(&name("a")).unwrap_err(),
            file.put(&name("a"), &secret("1")).unwrap_err(),
        ] {
            assert!(
                matches!(
                    error,
                    FileError::Malformed { .. } | FileError::TooNew { format: 7, .. }
                ),
                "{error:?}"
            );
            assert!(!shown(&error).contains(CANARY), "{}", shown(&error));
        }
        assert_eq!(fs::read_to_string(file.path()).unwrap(), text);
    }
}

#[test]
fn a_file_that_the_user_removed_is_not_made_again() {
    let (home, file) = fresh();
    fs::remove_file(file.path()).unwrap();
    let put = || file.put(&name("a"), &secret("1"));
    assert!(matches!(put(), Err(FileError::Gone { .. })));
    fs::remove_dir_all(home.path().join("app")).unwrap();
    assert!(matches!(put(), Err(FileError::Gone { .. })));
    assert!(!file.path().exists());
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
