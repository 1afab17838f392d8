//! `worldreel revisions`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::{CompareTwoRevisions, FindRevisions, GetRevision, SetRevisionName};
use worldreel_studio::revisions::{CompareRevisions, NameRevision, RevisionRef};
use worldreel_studio::search::{Hit, SearchRevisions};
use worldreel_studio::view::RevisionView;

use crate::args::sessions::{Revisions, RevisionsVerb};
use crate::context::Context;
use crate::verb::prompt;

pub(crate) async fn run(context: &Context, wanted: Revisions) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb {
        RevisionsVerb::Search {
            words,
            session,
            limit,
            before,
        } => {
            let wanted = SearchRevisions {
                text: words.join(" "),
                session,
                before,
                limit: Some(limit),
            };
            search(context, door, wanted).await
        }
        RevisionsVerb::Show { revision } => {
            match door.call::<GetRevision>(RevisionRef { revision }).await {
                Ok(view) => {
                    context.output.result(&view, || in_full(&view));
                    Ok(())
                }
                Err(error) => Err(error),
            }
        }
        RevisionsVerb::Name { revision, name } => {
            let named = door.call::<SetRevisionName>(NameRevision { revision, name });
            named.await.map(|_| ())
        }
        RevisionsVerb::Compare { from, to } => {
            compare(context, door, CompareRevisions { from, to }).await
        }
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn search(context: &Context, door: &Door, wanted: SearchRevisions) -> Result<(), ApiError> {
    let found = door.call::<FindRevisions>(wanted).await?;
    context.output.result(&found, || {
        if found.hits.is_empty() {
            return vec!["nothing has these words".into()];
        }
        let mut lines: Vec<String> = found.hits.iter().map(hit_line).collect();
        lines.extend(
            found
                .next
                .map(|next| format!("there is more: --before {next}")),
        );
        lines
    });
    Ok(())
}

fn hit_line(hit: &Hit) -> String {
    let name = hit.name.as_ref().map(|name| format!(", \"{name}\""));
    let away = hit.archived_at.map(|_| ", put away");
    format!(
        "{}  {}{}{}\n    {}",
        hit.revision.id,
        hit.session_title,
        name.unwrap_or_default(),
        away.unwrap_or_default(),
        hit.revision.text.prompt
    )
}

fn in_full(view: &RevisionView) -> Vec<String> {
    let text = &view.revision.text;
    let mut lines = vec![text.prompt.to_string()];
    lines.extend(
        text.negative_prompt
            .as_ref()
            .map(|not| format!("not: {not}")),
    );
    let scene = text.scene.filled();
    lines.extend(scene.map(|(field, value)| format!("{:<18} {value}", field.name())));
    lines
}

async fn compare(context: &Context, door: &Door, wanted: CompareRevisions) -> Result<(), ApiError> {
    let compared = door.call::<CompareTwoRevisions>(wanted).await?;
    context.output.result(&compared, || {
        let mut lines = prompt::changes(&compared.changes);
        for change in prompt::changes(&compared.negative_changes) {
            lines.push(format!("not: {change}"));
        }
        for own in compared.fields.iter().flatten() {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
            lines.push(format!(
                "{:<18} {} -> {}",
                own.field.name(),
                value(&own.from),
                value(&own.to)
            ));
        }
        if lines.is_empty() {
            lines.push("they say the same".into());
        }
        lines
    });
    Ok(())
}
