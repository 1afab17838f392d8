use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex};

use secrecy::ExposeSecret;
use tempfile::TempDir;

use super::*;

/// A keyring in memory that fails as it is told.
#[derive(Debug, Clone, Default)]
struct Fake(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    trouble: Option<KeyringError>,
    kept: BTreeMap<SecretName, SecretString>,
}

impl Fake {
    fn trouble(&self, trouble: Option<KeyringError>) {
        self.0.lock().unwrap().trouble = trouble;
    }

    fn holds(&self, label: &str) -> bool {
        self.0.lock().unwrap().kept.contains_key(&name(label))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inside) -> T) -> Result<T, KeyringError> {
        let mut inside = self.0.lock().unwrap();
        match inside.trouble.clone() {
            None => Ok(act(&mut inside)),
            Some(trouble) => Err(trouble),
        }
    }
}

impl Keyring for Fake {
    fn reach(&self) -> Result<(), KeyringError> {
        match self.with(|_| ()) {
            Err(error @ KeyringError::Absent { .. }) => Err(error),
            _ => Ok(()),
        }
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), KeyringError> {
        self.with(|inside| {
            inside.kept.insert(name.clone(), secret.clone());
        })
    }

    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, KeyringError> {
        self.with(|inside| inside.kept.get(name).cloned())
    }

    fn remove(&self, name: &SecretName) -> Result<bool, KeyringError> {
        self.with(|inside| inside.kept.remove(name).is_some())
    }
}

fn absent() -> Option<KeyringError> {
    Some(KeyringError::Absent {
        said: "no bus".into(),
    })
}

fn locked() -> Option<KeyringError> {
    Some(KeyringError::Locked {
        said: "nobody to ask".into(),
    })
}

fn fresh() -> (TempDir, Fake, SecretStore) {
    let home = tempfile::tempdir().unwrap();
    let fake = Fake::default();
    let path = home.path().join("app").join("secrets.json");
    let store = SecretStore::with_keyring(fake.clone(), path);
    (home, fake, store)
}

fn name(label: &str) -> SecretName {
    SecretName::new("mail", label).unwrap()
}

fn put(store: &SecretStore, label: &str, value: &str) -> Result<(), SecretError> {
    store.put(&name(label), &SecretString::from(value))
}

fn value(store: &SecretStore, label: &str) -> Option<String> {
    let found = store.get(&name(label)).unwrap();
    found.map(|secret| secret.expose_secret().to_owned())
}

fn allow(store: &SecretStore) {
    store.allow_file(FileConsent::given_by_the_user()).unwrap();
}

#[test]
fn with_a_keyring_nothing_goes_to_the_file() {
    let (_home, fake, store) = fresh();
    assert!(matches!(store.kind(), StoreKind::Keyring));
    put(&store, "a", "1").unwrap();
    assert_eq!(value(&store, "a").as_deref(), Some("1"));
    assert!(fake.holds("a") && !store.path().exists());
    assert!(store.remove(&name("a")).unwrap());
    assert!(!store.remove(&name("a")).unwrap());
    assert_eq!(value(&store, "a"), None);
}

#[test]
fn without_a_keyring_the_user_is_asked_before_a_file_is_made() {
    let (_home, fake, store) = fresh();
    fake.trouble(absent());
    let error = put(&store, "a", "canary").unwrap_err();
    assert!(matches!(
        &error,
        SecretError::NeedsConsent {
            source: KeyringError::Absent { .. },
            ..
        }
    ));
    assert!(
        error.way_out().contains("secrets.json"),
        "{}",
        error.way_out()
    );
    assert!(error.source().unwrap().to_string().contains("no bus"));
    assert!(!format!("{error:?}{store:?}").contains("canary"));
    assert!(matches!(
        store.kind(),
        StoreKind::Nowhere(SecretError::NeedsConsent { .. })
    ));
    assert!(!store.path().exists());

    allow(&store);
    assert!(matches!(store.kind(), StoreKind::File { .. }));
    assert_eq!(value(&store, "a"), None);
    put(&store, "a", "1").unwrap();
    assert_eq!(value(&store, "a").as_deref(), Some("1"));
    assert!(store.remove(&name("a")).unwrap());
    assert!(!store.remove(&name("a")).unwrap());
}

#[test]
fn a_locked_keyring_is_no_empty_one() {
    let (_home, fake, store) = fresh();
    put(&store, "a", "1").unwrap();
    fake.trouble(locked());
    for allowed in [false, true] {
        if allowed {
            allow(&store);
        }
        let get = store.get(&name("a")).unwrap_err();
        assert!(matches!(
            get,
            SecretError::Keyring(KeyringError::Locked { .. })
        ));
        let remove = store.remove(&name("a")).unwrap_err();
        assert!(matches!(
            remove,
            SecretError::Keyring(KeyringError::Locked { .. })
        ));
    }
}

#[test]
fn what_the_file_took_meanwhile_is_newer_than_the_keyring() {
    let (_home, fake, store) = fresh();
    put(&store, "a", "old").unwrap();
    allow(&store);
    fake.trouble(locked());
    put(&store, "a", "new").unwrap();
    assert_eq!(value(&store, "a").as_deref(), Some("new"));
    fake.trouble(None);
    assert_eq!(value(&store, "a").as_deref(), Some("new"));

    put(&store, "a", "newest").unwrap();
    assert_eq!(value(&store, "a").as_deref(), Some("newest"));
    let file = SecretFile::open(store.path()).unwrap().unwrap();
    assert!(file.get(&name("a")).unwrap().is_none());
}

#[test]
fn removing_leaves_none_of_two_behind() {
    let (_home, fake, store) = fresh();
    put(&store, "a", "old").unwrap();
    allow(&store);
    fake.trouble(locked());
    put(&store, "a", "new").unwrap();
    fake.trouble(None);
    assert!(store.remove(&name("a")).unwrap());
    assert_eq!(value(&store, "a"), None);
    assert!(!fake.holds("a"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_used_is_told_before_the_keyring_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let (_home, fake, store) = fresh();
    allow(&store);
    std::fs::set_permissions(store.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(put(&store, "a", "1"), Err(SecretError::File(_))));
    assert!(!fake.holds("a"));
    fake.trouble(absent());
    assert!(matches!(
        store.kind(),
        StoreKind::Nowhere(SecretError::File(_))
    ));
}
