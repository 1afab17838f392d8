//! What the server does when it is well.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::SystemTime;

use async_trait::async_trait;
use serde_json::json;
use worldreel_engines::Dialect;

use super::render::{Render, Stage, new_render};
use super::{Route, locked};
use crate::clip::clip;
use crate::web::{Answer, Reply, Request, Script, Site};

#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) renders: Vec<Render>,
    /// The key of every render that was ever begun.
    pub(super) begun: Vec<Option<String>>,
    pub(super) held: bool,
    pub(super) progress: VecDeque<u32>,
}

impl Book {
    pub(super) fn end(&mut self, stage: &Stage) {
        for render in &mut self.renders {
            render.stage = stage.clone();
        }
    }

    fn find(&mut self, id: &str) -> Option<&mut Render> {
        self.renders.iter_mut().find(|render| render.id == id)
    }
}

#[derive(Debug)]
pub(super) struct VideoSite {
    dialect: Dialect,
    keys: Vec<String>,
    pub(super) script: Script<Route>,
    pub(super) book: Mutex<Book>,
}

impl VideoSite {
    pub(super) fn new(dialect: Dialect, keys: Vec<String>) -> Self {
        Self {
            dialect,
            keys,
            script: Script::default(),
            book: Mutex::default(),
        }
    }

    pub(super) fn begin_for_another(&self, prompt: &str, seconds_ago: i64) -> String {
        let fields = BTreeMap::from([
            ("prompt".to_owned(), prompt.to_owned()),
            ("size".to_owned(), "256x192".to_owned()),
            ("num_frames".to_owned(), "10".to_owned()),
            ("fps".to_owned(), "10".to_owned()),
        ]);
        let mut book = locked(&self.book);
        let mut render = new_render(&fields, book.begun.len()).unwrap();
        render.created_at -= seconds_ago;
        let id = render.id.clone();
        book.renders.push(render);
        book.begun.push(None);
        id
    }

    fn healthy(&self, route: Route, id: &str, request: &Request) -> Answer {
        match route {
            Route::Models => self.models(),
            Route::Schema => self.schema(),
            Route::Create => self.create(request),
            Route::List => self.list(request),
            Route::Status => self.status(id),
            Route::Content => self.content(id),
            Route::Delete => self.delete(id),
        }
    }

    fn models(&self) -> Answer {
        let row = match self.dialect {
            Dialect::Sglang => json!({"id": "m", "owned_by": "sglang", "task_type": "T2V"}),
            Dialect::VllmOmni => json!({"id": "m", "owned_by": "vllm"}),
            _ => json!({"id": "m"}),
        };
        Answer::json(200, &json!({"object": "list", "data": [row]}))
    }

    fn schema(&self) -> Answer {
        match self.dialect {
            Dialect::LiteLlm => Answer::json(200, &json!({"paths": {"/key/info": {}}})),
            _ => not_found("Not Found"),
        }
    }

    fn create(&self, request: &Request) -> Answer {
        let fields = request.fields();
        let mut book = locked(&self.book);
        let Some(render) = new_render(&fields, book.begun.len()) else {
            let problem = json!([{"loc": ["body", "size"], "msg": "bad", "type": "value_error"}]);
            return Answer::json(422, &json!({"detail": problem}));
        };
        let status = if self.dialect == Dialect::TensorRt {
            202
        } else {
            200
        };
        let record = render.record(self.dialect, 0);
        book.renders.push(render);
        book.begun.push(request.bearer().map(str::to_owned));
        Answer::json(status, &record)
    }

    fn list(&self, request: &Request) -> Answer {
        let book = locked(&self.book);
        let limit: usize = request
            .parameter("limit")
            .map_or(20, |text| text.parse().unwrap());
        let mut newest: Vec<_> = book.renders.iter().rev().collect();
        if let Some(after) = request.parameter("after") {
            let at = newest.iter().position(|render| render.id == after);
            newest = at.map_or_else(Vec::new, |at| newest.split_off(at + 1));
        }
        let more = newest.len() > limit;
        newest.truncate(limit);
        let data: Vec<_> = newest
            .iter()
            .map(|render| render.record(self.dialect, 0))
            .collect();
        let mut page = json!({"object": "list", "data": data});
        if self.dialect != Dialect::Sglang {
            page["has_more"] = more.into();
        }
        Answer::json(200, &page)
    }

    fn status(&self, id: &str) -> Answer {
        let mut book = locked(&self.book);
        let held = book.held;
        let figure = book.progress.pop_front().unwrap_or(0);
        let last = book.progress.is_empty();
        let Some(render) = book.find(id) else {
            return not_found("Video not found");
        };
        let record = render.record(self.dialect, figure);
        // vLLM-Omni tells a failed render with the status of its failure.
        let status = match &render.stage {
            Stage::Failed { code, .. } if self.dialect == Dialect::VllmOmni => *code,
            _ => 200,
        };
        if !held {
            render.stage = match &render.stage {
                Stage::Queued => Stage::InProgress,
                Stage::InProgress if last => Stage::Completed,
                stage => stage.clone(),
            };
        }
        Answer::json(status, &record)
    }

    fn content(&self, id: &str) -> Answer {
        let mut book = locked(&self.book);
        let Some(render) = book.find(id) else {
            return not_found("Video not found");
        };
        match render.stage {
            Stage::Completed => Answer::new(200, "video/mp4", clip(&render.spec())),
            Stage::Failed { .. } => Answer::json(422, &json!({"detail": "Generation failed"})),
            _ => not_found("Generation is still in-progress"),
        }
    }

    fn delete(&self, id: &str) -> Answer {
        if self.dialect == Dialect::LiteLlm {
            return Answer::json(405, &json!({"detail": "Method Not Allowed"}));
        }
        let mut book = locked(&self.book);
        let Some(render) = book.find(id) else {
            return not_found("Video not found");
        };
        let answer = match self.dialect {
            Dialect::Sglang => {
                let mut record = render.record(self.dialect, 0);
                record["status"] = "deleted".into();
                record
            }
            _ => json!({"id": id, "deleted": true, "object": "video.deleted"}),
        };
        book.renders.retain(|render| render.id != id);
        Answer::json(200, &answer)
    }
}

fn not_found(detail: &str) -> Answer {
    Answer::json(404, &json!({"detail": detail}))
}

fn route(request: &Request) -> Option<(Route, &str)> {
    let get = request.method == "GET";
    let path = request.path.as_str();
    Some(match path.strip_prefix("/v1/videos") {
        None if path == "/v1/models" => (Route::Models, ""),
        None if path == "/openapi.json" => (Route::Schema, ""),
        None => return None,
        Some("") if get => (Route::List, ""),
        Some("") => (Route::Create, ""),
        Some(rest) => {
            let rest = rest.strip_prefix('/')?;
            match rest.strip_suffix("/content") {
                Some(id) => (Route::Content, id),
                None if get => (Route::Status, rest),
                None => (Route::Delete, rest),
            }
        }
    })
}

#[async_trait]
impl Site for VideoSite {
    async fn reply(&self, request: Request) -> Reply {
        let Some((route, id)) = route(&request).map(|(route, id)| (route, id.to_owned())) else {
            return Reply::Answer(not_found("Not Found"));
        };
        let known = |key: &str| self.keys.iter().any(|other| other == key);
        let allowed = self.keys.is_empty() || request.bearer().is_some_and(known);
        let reply = self.script.carry_out(route, request, |request| {
            Reply::Answer(if allowed {
                self.healthy(route, &id, request)
            } else {
                Answer::json(401, &json!({"error": "Unauthorized"}))
            })
        });
        match reply.await {
            // Its clock is told with every answer, unless the test tells another.
            Reply::Answer(answer) if !answer.headers.iter().any(|(name, _)| name == "date") => {
                let date = httpdate::fmt_http_date(SystemTime::now());
                Reply::Answer(answer.header("date", &date))
            }
            reply => reply,
        }
    }
}
