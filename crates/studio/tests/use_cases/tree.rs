//! The tree of revisions: steps, names, numbers, search, copies.

use proptest::prelude::*;
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::revision::Origin;
use worldreel_domain::scene::SceneField;
use worldreel_studio::revisions::{CompareRevisions, KeptRevisions, NameRevision, RevisionQuery};
use worldreel_studio::search::SearchRevisions;
use worldreel_studio::sessions::ArchiveSession;
use worldreel_studio::view::RevisionView;

use super::*;

pub(super) fn step(prompt: &str, origin: Origin) -> NewStep {
    NewStep {
        origin,
        prompt: prompt.parse().unwrap(),
        negative_prompt: None,
        scene: Scene::default(),
    }
}

fn steps(
    session: Option<SessionId>,
    parent: Option<RevisionId>,
    steps: Vec<NewStep>,
) -> KeepRevisions {
    KeepRevisions {
        session,
        parent,
        steps,
    }
}

async fn typed(studio: &Studio, prompt: &str) -> KeptRevisions {
    let one = steps(None, None, vec![step(prompt, Origin::Typed)]);
    studio.keep_revisions(one).await.unwrap()
}

async fn all(studio: &Studio, session: SessionId) -> Vec<RevisionView> {
    let detail = studio.session(SessionRef { session }).await.unwrap();
    let mut told = detail.revisions.revisions;
    told.reverse();
    told
}

#[tokio::test]
async fn steps_become_revisions_each_made_from_the_one_before() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let made = vec![
        step("a fox", Origin::Typed),
        step("a red fox in snow", Origin::Enhanced),
    ];
    let kept = studio
        .keep_revisions(steps(None, None, made))
        .await
        .unwrap();
    let session = kept.session;
    let view = studio.session(SessionRef { session }).await.unwrap();
    assert_eq!(view.session.title, "a fox");
    // The same words again are no step; other words of the user's are an edit.
    let more = vec![
        step("a red fox in snow", Origin::Typed),
        step("a red fox in deep snow", Origin::Typed),
        step("a red fox in deep snow at night", Origin::Updated),
    ];
    let more = studio
        .keep_revisions(steps(Some(session), Some(kept.head), more))
        .await
        .unwrap();
    assert_eq!(more.new.len(), 2);
    let told: Vec<_> = all(&studio, session)
        .await
        .into_iter()
        .map(|own| (own.number, own.revision.origin, own.revision.parent))
        .collect();
    let ids: Vec<RevisionId> = kept.new.iter().chain(&more.new).copied().collect();
    assert_eq!(
        told,
        [
            (1, Origin::Typed, None),
            (2, Origin::Enhanced, Some(ids[0])),
            (3, Origin::Edited, Some(ids[1])),
            (4, Origin::Updated, Some(ids[2])),
        ]
    );
    // What changes nothing writes nothing.
    let seq = studio.snapshot(Nothing {}).await.unwrap().seq;
    let same = vec![step("a red fox in deep snow at night", Origin::Typed)];
    let same = studio
        .keep_revisions(steps(Some(session), Some(more.head), same))
        .await
        .unwrap();
    assert_eq!((same.head, same.new), (more.head, Vec::new()));
    assert_eq!(studio.snapshot(Nothing {}).await.unwrap().seq, seq);
}

#[tokio::test]
async fn a_take_renders_the_revision_that_says_the_same() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let kept = typed(&studio, "a red fox in snow").await;
    let take = |prompt: &str| NewTake {
        parent: Some(kept.head),
        ..small(prompt)
    };
    let same = NewTake {
        takes: 2,
        ..take("a red fox in snow")
    };
    let wanted = Generate {
        session: Some(kept.session),
        ..batch(vec![same, take("a red fox at night")])
    };
    let queued = studio.generate(wanted).await.unwrap();
    until(&studio, &queued, JobStateName::Done).await;
    let revisions = all(&studio, kept.session).await;
    let told: Vec<_> = revisions
        .iter()
        .map(|own| (own.number, own.revision.origin, own.takes))
        .collect();
    assert_eq!(told, [(1, Origin::Typed, 2), (2, Origin::Edited, 1)]);
    assert_eq!(revisions[1].revision.parent, Some(kept.head));
    let elsewhere = typed(&studio, "elsewhere").await;
    let wanted = Generate {
        session: Some(elsewhere.session),
        ..batch(vec![take("a red fox")])
    };
    let error = studio.generate(wanted).await.unwrap_err();
    assert_eq!(error.field.as_deref(), Some("items[0].parent"));
    let wrong = steps(
        Some(elsewhere.session),
        Some(kept.head),
        vec![step("x", Origin::Typed)],
    );
    let error = studio.keep_revisions(wrong).await.unwrap_err();
    assert_eq!(error.field.as_deref(), Some("parent"));
    let error = studio.keep_revisions(steps(None, None, Vec::new())).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::BadInput);
}

#[tokio::test]
async fn a_revision_is_named_and_two_are_compared() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let mut one = step("a red fox in snow", Origin::Typed);
    one.scene.set(SceneField::Location, "snow");
    one.scene.set(SceneField::Colors, "red");
    let mut other = step("a grey fox in snow", Origin::Edited);
    other.scene.set(SceneField::Location, "snow");
    other.scene.set(SceneField::TimeOfDay, "night");
    other.negative_prompt = Some("people".parse().unwrap());
    let kept = studio
        .keep_revisions(steps(None, None, vec![one, other]))
        .await
        .unwrap();
    let (from, to) = (kept.new[0], kept.new[1]);
    let name = |name: &str| NameRevision {
        revision: to,
        name: Some(name.to_owned()),
    };
    let named = studio
        .name_revision(name("  the  grey one "))
        .await
        .unwrap();
    assert_eq!(named.name.as_deref(), Some("the grey one"));
    let error = studio
        .name_revision(name(&"x".repeat(81)))
        .await
        .unwrap_err();
    assert_eq!(error.field.as_deref(), Some("name"));
    let wanted = CompareRevisions { from, to };
    let compared = studio.compare_revisions(wanted).await.unwrap();
    assert_eq!((compared.from.number, compared.to.number), (1, 2));
    assert_eq!(compared.to.name.as_deref(), Some("the grey one"));
    assert_eq!(compared.changes.len(), 1);
    assert_eq!(compared.negative_changes[0].to, "people");
    let fields: Vec<_> = compared
        .fields
        .unwrap()
        .iter()
        .map(|own| own.field)
        .collect();
    assert_eq!(fields, [SceneField::TimeOfDay, SceneField::Colors]);
    let bare = studio.name_revision(name(" ")).await.unwrap();
    assert_eq!(bare.name, None);
    let nobody = RevisionRef {
        revision: RevisionId::from_uuid(uuid::Uuid::nil()),
    };
    let error = studio.revision(nobody).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn the_history_is_told_in_pages_and_searched_in_all_that_was_written() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let many = (1..=7).map(|at| step(&format!("Straße number {at}"), Origin::Typed));
    let kept = studio
        .keep_revisions(steps(None, None, many.collect()))
        .await
        .unwrap();
    let page = |before, limit| RevisionQuery {
        session: kept.session,
        before,
        limit: Some(limit),
    };
    let first = studio.revisions(page(None, 3)).await.unwrap();
    let numbers = |page: &[RevisionView]| page.iter().map(|own| own.number).collect::<Vec<_>>();
    assert_eq!((first.total, numbers(&first.revisions)), (7, vec![7, 6, 5]));
    let last = studio.revisions(page(Some(5), 100)).await.unwrap();
    assert_eq!(numbers(&last.revisions), [4, 3, 2, 1]);

    let other = typed(&studio, "a fox on a STRASSE").await;
    let search = |text: &str| SearchRevisions {
        text: text.to_owned(),
        session: None,
        before: None,
        limit: Some(5),
    };
    let found = studio.search_revisions(search("strasse")).await.unwrap();
    assert_eq!(found.hits.len(), 5);
    assert_eq!(found.hits[0].revision.id, other.head, "the newest first");
    assert_eq!(found.hits[1].session_title, "Straße number 1");
    let more = SearchRevisions {
        before: found.next,
        ..search("strasse")
    };
    let more = studio.search_revisions(more).await.unwrap();
    assert_eq!((more.hits.len(), more.next), (3, None));
    // Words in any order, and in a name.
    let name = NameRevision {
        revision: kept.new[2],
        name: Some("Keeper".into()),
    };
    studio.name_revision(name).await.unwrap();
    let found = studio.search_revisions(search("3 keeper")).await.unwrap();
    let ids: Vec<_> = found.hits.iter().map(|hit| hit.revision.id).collect();
    assert_eq!(ids, [kept.new[2]]);
    assert!(
        studio
            .search_revisions(search("wolf"))
            .await
            .unwrap()
            .hits
            .is_empty()
    );
    // Without words, what was written last.
    let last = studio.search_revisions(search("  ")).await.unwrap();
    assert_eq!(last.hits[0].revision.id, other.head);
    // What is put away is found and marked; what is deleted is not.
    let session = other.session;
    let away = ArchiveSession {
        session,
        archived: true,
    };
    studio.archive_session(away).await.unwrap();
    let found = studio.search_revisions(search("fox")).await.unwrap();
    assert!(found.hits[0].archived_at.is_some());
    studio.delete_session(SessionRef { session }).await.unwrap();
    assert!(
        studio
            .search_revisions(search("fox"))
            .await
            .unwrap()
            .hits
            .is_empty()
    );
}

#[tokio::test]
async fn a_session_is_put_away_until_something_is_added_to_it() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let KeptRevisions { session, head, .. } = typed(&studio, "a fox").await;
    let list = async |archived| {
        let query = SessionQuery {
            archived,
            ..SessionQuery::default()
        };
        studio.list_sessions(query).await.unwrap().len()
    };
    let put = async |archived| {
        let wanted = ArchiveSession { session, archived };
        studio.archive_session(wanted).await.unwrap();
    };
    put(true).await;
    assert_eq!((list(false).await, list(true).await), (0, 1));
    put(false).await;
    assert_eq!((list(false).await, list(true).await), (1, 0));
    put(true).await;
    let more = steps(
        Some(session),
        Some(head),
        vec![step("a hare", Origin::Typed)],
    );
    studio.keep_revisions(more).await.unwrap();
    assert_eq!((list(false).await, list(true).await), (1, 0));
}

#[tokio::test]
async fn a_copy_of_a_session_has_its_tree_its_names_and_its_draft() {
    let folder = TempDir::new().unwrap();
    let studio = open(folder.path()).await;
    let kept = typed(&studio, "a fox").await;
    let session = kept.session;
    for text in ["a red fox", "a grey fox"] {
        let branch = steps(
            Some(session),
            Some(kept.head),
            vec![step(text, Origin::Typed)],
        );
        studio.keep_revisions(branch).await.unwrap();
    }
    let before = all(&studio, session).await;
    let name = NameRevision {
        revision: before[1].revision.id,
        name: Some("red".into()),
    };
    studio.name_revision(name).await.unwrap();
    let body = serde_json::json!({ "text": "a fo", "head": before[2].revision.id });
    let draft = SaveDraft {
        session: Some(session),
        body: body.as_object().cloned(),
    };
    studio.save_draft(draft).await.unwrap();
    let copy = studio
        .duplicate_session(SessionRef { session })
        .await
        .unwrap();
    assert_eq!((copy.title.as_str(), copy.takes), ("Copy of a fox", 0));
    let copied = all(&studio, copy.id).await;
    let shape = |tree: &[RevisionView]| {
        let number = |id| {
            tree.iter()
                .find(|own| own.revision.id == id)
                .map(|own| own.number)
        };
        tree.iter()
            .map(|own| {
                let parent = own.revision.parent.and_then(number);
                (own.number, parent, own.revision.text.prompt.to_string())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(shape(&copied), shape(&before));
    assert_eq!(copied[1].name.as_deref(), Some("red"));
    let own = DraftRef {
        session: Some(copy.id),
    };
    let draft = studio.draft(own).await.unwrap().draft.unwrap();
    assert_eq!(draft.body["head"], serde_json::json!(copied[2].revision.id));
    assert_eq!(
        all(&studio, session).await.len(),
        3,
        "the other is as it was"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However one goes on, back and on from there: every revision but first ones was made
    /// from one of its own session that is older, no text is lost, and nothing stands twice
    /// in a row.
    #[test]
    fn any_walk_keeps_a_tree(walk in prop::collection::vec((0..6_usize, 0..4_usize), 1..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = TempDir::new().unwrap();
            let studio = open(folder.path()).await;
            let kept = typed(&studio, "start").await;
            let mut made = vec![(kept.head, "start".to_owned())];
            for (back, text) in walk {
                let (parent, _) = made[back % made.len()].clone();
                let text = format!("text {text}");
                let on = steps(Some(kept.session), Some(parent), vec![step(&text, Origin::Typed)]);
                let on = studio.keep_revisions(on).await.unwrap();
                if !on.new.is_empty() {
                    made.push((on.head, text));
                }
            }
            let tree = all(&studio, kept.session).await;
            assert_eq!(tree.len(), made.len());
            for (own, (id, text)) in tree.iter().zip(&made) {
                let revision = &own.revision;
                assert_eq!((&revision.id, revision.text.prompt.as_str()), (id, text.as_str()));
                let older = tree.iter().find(|one| Some(one.revision.id) == revision.parent);
                assert_eq!(older.is_some(), own.number > 1);
                if let Some(older) = older {
                    assert!(older.number < own.number);
                    assert_ne!(older.revision.text, revision.text);
                }
            }
            studio.close().await;
        });
    }
}
