//! What several measurements need.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use uuid::Uuid;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, RevisionId, SessionId};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::Engine;
use worldreel_library::layout::Layout;
use worldreel_store::{NewBatch, NewJob, SessionChoice, Store};
use worldreel_studio::{Studio, StudioConfig};
use worldreel_supervisor::{Supervisor, SupervisorConfig};

/// A small clip's spec.
pub(crate) fn small() -> RenderSpec {
    RenderSpec {
        size: Size::new(64, 64),
        frames: 10,
        fps: 10,
        steps: None,
        guidance: None,
        seed: 7,
    }
}

/// A small but real clip.
pub(crate) fn clip() -> Result<Vec<u8>> {
    let (scene, spec) = (Scene::default(), small());
    let order = worldreel_sketch::SketchOrder {
        prompt: "a fox",
        scene: &scene,
        spec: &spec,
        take: 1,
    };
    let mut out = Vec::new();
    worldreel_sketch::render(&order, &mut out, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(out)
}

/// A studio that has a library and these engines, and nothing of the machine.
pub(crate) fn config(library: &Path, engines: Vec<Arc<dyn Engine>>) -> StudioConfig {
    StudioConfig {
        library: library.to_owned(),
        engines,
        idle: false,
        repair: false,
        machine: None,
        refiners: Vec::new(),
        named_models: Vec::new(),
        logs: None,
        settings: None,
        desk: None,
    }
}

/// A queue on a library of its own, with one engine that needs no key.
pub(crate) async fn queue(library: &Path, engine: impl Engine + 'static) -> Result<Supervisor> {
    let layout = Layout::open(library)?;
    let store = Store::open(&layout.database()).await?;
    let engines: Vec<Arc<dyn Engine>> = vec![Arc::new(engine)];
    let config = SupervisorConfig::keyless(store, layout, engines, Studio::now);
    Ok(Supervisor::start(config).await?)
}

/// A batch of jobs with one revision.
pub(crate) fn batch(engine: &str, jobs: usize) -> Result<NewBatch> {
    let session = SessionId::from_uuid(Uuid::now_v7());
    let revision = RevisionId::from_uuid(Uuid::now_v7());
    let job = || NewJob {
        id: JobId::from_uuid(Uuid::now_v7()),
        revision,
        label: None,
        retry_of: None,
        ceiling: Ceiling::Any,
        spec: small(),
    };
    Ok(NewBatch {
        asked: None,
        expiry: Expiry::Never,
        id: BatchId::from_uuid(Uuid::now_v7()),
        session: SessionChoice::New {
            id: session,
            title: "bench".into(),
        },
        revisions: vec![Revision {
            id: revision,
            session,
            parent: None,
            origin: Origin::Typed,
            text: RevisionText {
                prompt: "a fox".parse()?,
                negative_prompt: None,
                scene: Scene::default(),
            },
            created_at: Studio::now(),
        }],
        engines: BTreeSet::from([EngineName::new(engine)]),
        lanes: BTreeSet::new(),
        priority: Priority::Normal,
        budget_micro_usd: None,
        jobs: (0..jobs).map(|_| job()).collect(),
        now: Studio::now(),
    })
}

/// What a sync of this disk takes, in milliseconds, many times.
pub(crate) fn syncs(folder: &Path) -> Result<Vec<f64>> {
    let mut file = File::create(folder.join("sync"))?;
    let page = [7_u8; 4_096];
    (0..200)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&page)?;
            file.sync_data()?;
            Ok(crate::ms(began))
        })
        .collect()
}
