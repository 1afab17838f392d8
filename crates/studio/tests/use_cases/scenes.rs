//! Scenes that come with a prompt.

use super::*;

#[tokio::test]
async fn a_scene_keeps_no_detail_of_another_prompt_and_what_is_wrong_names_its_place() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let fox: Prompt = "a red fox in snow, 35mm".parse().unwrap();
    let own = |background: &str, prompt: &Prompt| Scene {
        detail: Detail {
            background: Some(background.into()),
            ..Detail::default()
        }
        .belonging_to(prompt),
        ..Scene::default()
    };
    let hare: Prompt = "a hare at night".parse().unwrap();

    // What came with the prompt stays; what belongs to another is put away.
    let items = [own("a white field", &fox), own("a forest", &hare)].map(|scene| NewTake {
        scene,
        ..small(fox.as_str())
    });
    let queued = studio.generate(batch(items.into())).await.unwrap();
    let session = SessionRef {
        session: queued.session,
    };
    let told = studio.session(session).await.unwrap();
    let kept: Vec<_> = told
        .revisions
        .revisions
        .iter()
        .rev()
        .map(|made| &made.revision.text.scene)
        .collect();
    assert_eq!(kept, [&own("a white field", &fox), &Scene::default()]);

    // A revision that is added has its detail read anew.
    let added = NewStep {
        origin: Origin::Edited,
        scene: own("a forest", &hare),
        ..tree::step(fox.as_str(), Origin::Edited)
    };
    let keep = |step: NewStep| KeepRevisions {
        session: Some(queued.session),
        parent: None,
        steps: vec![step],
    };
    let kept = studio.keep_revisions(keep(added.clone())).await.unwrap();
    let revision = RevisionRef {
        revision: kept.head,
    };
    let added_to = studio.revision(revision).await.unwrap().revision;
    let detail = added_to.text.scene.detail;
    assert!(detail.belongs_to(&fox));
    assert_eq!(detail.camera.lens.as_deref(), Some("35mm"));
    assert_eq!(detail.background.as_deref(), Some("snow"));

    let at = |ms| Seconds::from_ms(ms).unwrap();
    let segment = |from, to| Segment {
        from_s: at(from),
        to_s: at(to),
        description: "a fox".into(),
    };
    let mut wrong = own("snow", &fox);
    wrong.detail.segments = vec![segment(0, 3_000), segment(2_000, 4_000)];
    let item = NewTake {
        scene: wrong.clone(),
        ..small(fox.as_str())
    };
    let items = vec![small("a hare"), item];
    let refused = studio.generate(batch(items)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadInput);
    let field = refused.field.as_deref();
    assert_eq!(field, Some("items[1].scene.detail.segments[1].from_s"));
    let wrong = NewStep {
        scene: wrong,
        ..added
    };
    let refused = studio.keep_revisions(keep(wrong)).await.unwrap_err();
    let field = refused.field.as_deref();
    assert_eq!(field, Some("steps[0].scene.detail.segments[1].from_s"));
}
