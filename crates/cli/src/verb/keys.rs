//! `worldreel keys`

use std::io::{IsTerminal, Read};
use std::process::ExitCode;

use secrecy::SecretString;
use worldreel_client::Door;
use worldreel_keys::{Cause, KeyHealth, KeyLabel, KeyOrder, Provider};
use worldreel_studio::call::{
    AddFoundKeys, CreateKey, DeleteKey, FindKeys, ListKeys, Nothing, SetKeyLimits, SetKeyOrder,
    TestKey,
};
use worldreel_studio::keys::{AddKey, KeyRef, KeyView, LimitKey, OrderKeys};
use worldreel_studio::machine::secret::KeyValue;
use worldreel_studio::own_keys::{FoundKeys, ImportKeys};
use worldreel_studio::{ApiError, ErrorCode, Studio};

use crate::args::setup::{Choice, KeyProvider, Keys, KeysVerb};
use crate::context::Context;
use crate::{money, print};

/// Bytes of the longest value that is read; keys have about a hundred.
const VALUE_BYTES_MAX: u64 = 16 * 1024;

pub(crate) async fn run(context: &Context, wanted: Keys) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let done = act(
        context,
        doorway.door(),
        wanted.verb.unwrap_or(KeysVerb::List),
    )
    .await;
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn act(context: &Context, door: &Door, verb: KeysVerb) -> Result<(), ApiError> {
    match verb {
        KeysVerb::List => {
            let keys = door.call::<ListKeys>(Nothing {}).await?;
            context.output.result(&keys, || lines(&keys));
        }
        KeysVerb::Add {
            label,
            provider,
            allow_file,
        } => {
            let wanted = AddKey {
                provider: name(provider),
                label: KeyLabel::new(label),
                value: KeyValue::new(value(context)?),
                allow_file,
            };
            let key = door.call::<CreateKey>(wanted).await?;
            context.output.result(&key, || vec![line(&key)]);
        }
        KeysVerb::Find => {
            let found = door.call::<FindKeys>(Nothing {}).await?;
            context.output.result(&found, || found_lines(&found));
        }
        KeysVerb::Import { names, allow_file } => {
            let wanted = ImportKeys { names, allow_file };
            let keys = door.call::<AddFoundKeys>(wanted).await?;
            context.output.result(&keys, || lines(&keys));
        }
        KeysVerb::Remove { label, provider } => {
            let key = find(door, label, provider).await?;
            door.call::<DeleteKey>(key).await?;
        }
        KeysVerb::Test { label, provider } => {
            let key = find(door, label, provider).await?;
            let tested = door.call::<TestKey>(key).await?;
            context.output.result(&tested, || {
                vec![format!("accepted, after {} ms", tested.took_ms)]
            });
        }
        KeysVerb::Order {
            labels,
            provider,
            by,
        } => {
            let keys = order(door, labels, provider, by).await?;
            context.output.result(&keys, || lines(&keys));
        }
        KeysVerb::Limit {
            label,
            provider,
            width,
            usd_per_day,
        } => {
            let key = find(door, label, provider).await?;
            let cap = usd_per_day.map(|usd| money::micro_usd("--usd-per-day", usd));
            let wanted = LimitKey {
                provider: key.provider,
                label: key.label,
                width_max: width,
                cap_micro_usd: cap.transpose()?,
            };
            let key = door.call::<SetKeyLimits>(wanted).await?;
            context.output.result(&key, || vec![line(&key)]);
        }
    }
    Ok(())
}

/// The value of a key, from standard input: an argument would stand in the shell's history
/// and in the list of processes.
fn value(context: &Context) -> Result<SecretString, ApiError> {
    let input = std::io::stdin();
    if input.is_terminal() {
        context
            .output
            .note("the value of the key, then Enter and Ctrl D (it shows as you type):");
    }
    let mut value = String::new();
    input
        .take(VALUE_BYTES_MAX)
        .read_to_string(&mut value)
        .map_err(|error| {
            ApiError::bad_input("value", format!("could not read standard input: {error}"))
        })?;
    if value.trim().is_empty() {
        return Err(
            ApiError::bad_input("value", "there was no key on standard input")
                .hint("pipe it in: worldreel keys add LABEL --provider nvidia < FILE"),
        );
    }
    Ok(value.into())
}

async fn order(
    door: &Door,
    labels: Vec<String>,
    provider: Option<KeyProvider>,
    by: Option<Choice>,
) -> Result<Vec<KeyView>, ApiError> {
    let provider = match (provider, labels.first()) {
        (Some(provider), _) => name(provider),
        (None, Some(first)) => find(door, first.clone(), None).await?.provider,
        (None, None) => {
            return Err(ApiError::bad_input("labels", "no key is named")
                .hint("name the labels, first to last, or --provider and --by"));
        }
    };
    let wanted = OrderKeys {
        provider,
        labels: labels.into_iter().map(KeyLabel::new).collect(),
        order: by.map(|by| match by {
            Choice::InOrder => KeyOrder::InOrder,
            Choice::RoundRobin => KeyOrder::RoundRobin,
            Choice::LeastUsed => KeyOrder::LeastUsed,
        }),
    };
    door.call::<SetKeyOrder>(wanted).await
}

/// The key of that label, whosever it is.
async fn find(
    door: &Door,
    label: String,
    provider: Option<KeyProvider>,
) -> Result<KeyRef, ApiError> {
    let label = KeyLabel::new(label);
    if let Some(provider) = provider {
        let provider = name(provider);
        return Ok(KeyRef { provider, label });
    }
    let keys = door.call::<ListKeys>(Nothing {}).await?;
    let mut own = keys.into_iter().filter(|key| key.label == label);
    match (own.next(), own.next()) {
        (Some(key), None) => Ok(KeyRef {
            provider: key.provider,
            label,
        }),
        (Some(_), Some(_)) => Err(ApiError::bad_input(
            "provider",
            format!("two keys are called \"{label}\""),
        )
        .hint("say whose with --provider")),
        (None, _) => Err(ApiError::new(
            ErrorCode::NotFound,
            format!("there is no key \"{label}\""),
        )
        .hint("worldreel keys list names them")),
    }
}

pub(crate) fn name(provider: KeyProvider) -> Provider {
    Provider::new(match provider {
        KeyProvider::Nvidia => "nvidia",
        KeyProvider::Openai => "openai",
    })
}

fn found_lines(found: &FoundKeys) -> Vec<String> {
    let mut lines: Vec<String> = found
        .keys
        .iter()
        .map(|key| {
            let place = key.place.as_deref().unwrap_or("the environment");
            let known = match &key.known_as {
                Some(label) => format!("there already, as {label}"),
                None => "new: worldreel keys import adds it".into(),
            };
            format!(
                "{:<10} {:<24} in {place}, {known}",
                key.provider.to_string(),
                key.name
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("no key was found in the environment or in a .env file".into());
    }
    lines.extend(found.troubles.iter().cloned());
    lines
}

fn lines(keys: &[KeyView]) -> Vec<String> {
    if keys.is_empty() {
        return vec!["there is no key yet: worldreel keys add LABEL --provider nvidia".into()];
    }
    keys.iter().map(line).collect()
}

fn line(key: &KeyView) -> String {
    let usage = key.usage;
    let mut told = vec![
        health(key),
        print::count(usage.requests, "request"),
        format!("{} succeeded", usage.successes),
    ];
    if usage.rate_limited > 0 {
        told.push(format!("{} told to slow down", usage.rate_limited));
    }
    let spent = key.spend.today(Studio::now());
    if spent > 0 || key.spend.cap_micro_usd.is_some() {
        let cap = key.spend.cap_micro_usd;
        let cap = cap.map_or(String::new(), |cap| format!(" of ${:.2}", money::usd(cap)));
        told.push(format!("${:.2}{cap} today", money::usd(spent)));
    }
    format!(
        "{:<10} {:<20} {}",
        key.provider.to_string(),
        key.label.to_string(),
        told.join(", ")
    )
}

fn health(key: &KeyView) -> String {
    if !key.readable {
        return "its value can't be read".into();
    }
    match key.health {
        _ if key.health.usable(Studio::now()) => "ready".into(),
        KeyHealth::Ready => "ready".into(),
        KeyHealth::Cooling { until, cause } => {
            let why = match cause {
                Cause::RetryAfter => "the service asked for it",
                _ => "the service is busy",
            };
            format!("rests for {}: {why}", print::left(until))
        }
        KeyHealth::Benched { .. } => "not accepted: test it, or add another".into(),
        KeyHealth::Parked { until, .. } => {
            format!("without credit; tried again in {}", print::left(until))
        }
    }
}
