//! A window driven through WebKitWebDriver, as W3C WebDriver describes it.

mod keys;

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

/// The name under which WebDriver gives out elements (W3C WebDriver, section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Between two looks at a page, which has no event to wait for from outside.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// One window at a time: a second start would only bring the first to the front.
static ONE: Mutex<()> = Mutex::const_new(());
/// No call to the driver takes longer, but for the page's own scripts.
const CALL: Duration = Duration::from_secs(60);

pub(crate) struct Window {
    // Handed on to a window that is opened beside it.
    turn: Option<MutexGuard<'static, ()>>,
    http: reqwest::Client,
    session: String,
    driver: Child,
    // The home of this run: gone with it.
    home: Option<TempDir>,
}

impl Window {
    /// Starts a driver of its own and, through it, the window, with a fresh home.
    pub(crate) async fn open() -> Self {
        Self::open_in(tempfile::tempdir().unwrap()).await
    }

    /// Closes the window and starts it again in the same home.
    pub(crate) async fn reopen(mut self) -> Self {
        let home = self.home.take().unwrap();
        self.close().await;
        Self::open_in(home).await
    }

    /// Starts the window in a home that is there already.
    pub(crate) async fn open_in(home: TempDir) -> Self {
        Self::start(home, ONE.lock().await).await
    }

    /// Starts a window of another home beside this one.
    pub(crate) async fn open_beside(&mut self) -> Self {
        let turn = self.turn.take().unwrap();
        Self::start(tempfile::tempdir().unwrap(), turn).await
    }

    async fn start(home: TempDir, turn: MutexGuard<'static, ()>) -> Self {
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(homes(home.path()))
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed (Debian: webkit2gtk-driver)");
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(CALL)
            .build()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let began = Instant::now();
        while http.get(format!("{base}/status")).send().await.is_err() {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "WebKitWebDriver does not answer"
            );
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": env!("CARGO_BIN_EXE_worldreel-desktop"), "args": [] },
        } } });
        let answer = http
            .post(format!("{base}/session"))
            .json(&wanted)
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        let id = answer["value"]["sessionId"]
            .as_str()
            .unwrap_or_else(|| panic!("no window: {answer}"));
        Self {
            turn: Some(turn),
            session: format!("{base}/session/{id}"),
            http,
            driver,
            home: Some(home),
        }
    }

    /// The first element that a CSS selector finds, once it is there.
    pub(crate) async fn find(&self, css: &str) -> String {
        self.find_using("css selector", css).await
    }

    /// Clicks the button that says this, once it is there and enabled.
    pub(crate) async fn click_button(&self, word: &str) {
        let xpath = format!(
            "//button[not(@disabled) and not(@aria-disabled='true') and (contains(., '{word}') or contains(@aria-label, '{word}'))]"
        );
        let button = self.find_using("xpath", &xpath).await;
        self.post(&format!("element/{button}/click"), &json!({}))
            .await;
    }

    pub(crate) async fn type_into(&self, element: &str, text: &str) {
        self.post(
            &format!("element/{element}/value"),
            &json!({ "text": text }),
        )
        .await;
    }

    /// Runs a script in the page and gives back what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
            .await
    }

    /// Runs a script that answers through its last argument.
    pub(crate) async fn run_async(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
            .await
    }

    /// Asks the studio through the window's own door.
    pub(crate) async fn call(&self, name: &str, input: Value) -> Value {
        let script = "const [name, input, done] = arguments; \
            window.__TAURI_INTERNALS__.invoke('call', { name, input })\
            .then((answer) => done({ answer }), (error) => done({ error }))";
        let asked = json!({ "script": script, "args": [name, input] });
        let told = self.post("execute/async", &asked).await;
        assert!(told["error"].is_null(), "{name}: {told}");
        told["answer"].clone()
    }

    /// Waits until a script returns true.
    pub(crate) async fn until(&self, what: &str, patience: Duration, script: &str) {
        let began = Instant::now();
        while self.run(script).await != Value::Bool(true) {
            if began.elapsed() > patience {
                self.shot("window-failed").await;
                let text = self.run("return document.body.innerText").await;
                panic!("waited {patience:?} for {what}; the window says: {text}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Leaves a picture, where one is wanted.
    pub(crate) async fn shot(&self, name: &str) {
        use base64::Engine;
        let Some(folder) = std::env::var_os("WORLDREEL_SHOTS") else {
            return;
        };
        let answer = self
            .http
            .get(format!("{}/screenshot", self.session))
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        let png = base64::engine::general_purpose::STANDARD
            .decode(answer["value"].as_str().unwrap_or_default())
            .unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), png).unwrap();
    }

    /// Closes the window, then the driver.
    pub(crate) async fn close(self) {
        let closed = self.http.delete(&self.session).send().await;
        assert!(closed.is_ok(), "the window could not be closed: {closed:?}");
    }

    /// Starts the program once more, as a second click on its icon does, and waits for
    /// its end.
    pub(crate) async fn start_again(&self) -> std::process::ExitStatus {
        let program = env!("CARGO_BIN_EXE_worldreel-desktop");
        let mut second = tokio::process::Command::new(program);
        second.envs(homes(self.home.as_ref().unwrap().path()));
        let ended = second.stderr(Stdio::null()).kill_on_drop(true).status();
        tokio::time::timeout(CALL, ended)
            .await
            .expect("a second start ends by itself")
            .unwrap()
    }

    /// Where the program says that it has the library, until it puts it away.
    pub(crate) fn endpoint(&self) -> PathBuf {
        let home = self.home.as_ref().unwrap();
        home.path().join("library/studio.json")
    }

    /// Waits until the program puts its library away.
    pub(crate) async fn closes(&self) {
        let began = Instant::now();
        while self.endpoint().exists() {
            assert!(began.elapsed() < CALL, "the program goes on and on");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until the program has ended by itself, and gives back its home.
    pub(crate) async fn ended(mut self) -> TempDir {
        self.closes().await;
        let began = Instant::now();
        let url = format!("{}/url", self.session);
        loop {
            let answer = self.http.get(&url).send().await;
            if !answer.is_ok_and(|answer| answer.status().is_success()) {
                return self.home.take().unwrap();
            }
            assert!(began.elapsed() < CALL, "the program goes on and on");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn find_using(&self, using: &str, value: &str) -> String {
        let began = Instant::now();
        loop {
            let wanted = json!({ "using": using, "value": value });
            let url = format!("{}/element", self.session);
            let answer = self.http.post(url).json(&wanted).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            if let Some(id) = answer["value"][ELEMENT].as_str() {
                return id.to_owned();
            }
            if began.elapsed() > Duration::from_secs(20) {
                self.shot("window-failed").await;
                panic!("{value} is not in the window: {answer}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}/{path}", self.session);
        let answer = self.http.post(url).json(body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].clone()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // With its window, which a test that failed did not close.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

/// Where everything of a run lies.
fn homes(home: &Path) -> [(&'static str, PathBuf); 6] {
    [
        ("HOME", home.to_owned()),
        ("XDG_DATA_HOME", home.join("data")),
        ("XDG_CONFIG_HOME", home.join("config")),
        ("XDG_CACHE_HOME", home.join("cache")),
        ("XDG_STATE_HOME", home.join("state")),
        ("WORLDREEL_LIBRARY", home.join("library")),
    ]
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
