//! dev
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use std::io::BufRead;
use worldreel_refine::*;
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut prompt = String::from("a red fox running through deep snow in a birch forest at dusk");
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if let Some(p) = line.strip_prefix("P ") {
            prompt = p.to_owned();
            println!("\n# {p}");
            let s = Rules.extract(&prompt.parse().unwrap()).await.unwrap();
            for (f, v) in s.filled() {
                println!("    {f}: {v}");
            }
            continue;
        }
        if line.is_empty() {
            continue;
        }
        if let Some(n) = line.strip_prefix("V ") {
            let r = VaryRequest {
                selected: vec![prompt.parse().unwrap()],
                total: n.trim().parse::<u8>().unwrap().try_into().unwrap(),
                locks: Locks::default(),
                axes: None,
                scene: Default::default(),
            };
            let v = Rules.vary(r).await.unwrap();
            for c in v.cards {
                println!("  - {} {:?}", c.prompt, c.axes);
            }
            println!("  short {:?}", v.short_of);
            continue;
        }
        let u = Rules
            .update(UpdateRequest {
                prompt: prompt.parse().unwrap(),
                scene: Default::default(),
                locks: Locks::default(),
                request: line.clone(),
            })
            .await
            .unwrap();
        println!(
            "> {line}\n  {}",
            if u.not_changed.is_some() {
                "(unchanged)"
            } else {
                u.after.as_str()
            }
        );
        for c in &u.changes {
            println!(
                "    {} {:?}: {:?} -> {:?}",
                if c.why == Why::Asked { "A" } else { "F" },
                c.field,
                c.from.as_deref().unwrap_or("-"),
                c.to.as_deref().unwrap_or("-")
            );
        }
        if u.not_changed.is_some() && u.not_done.is_empty() {
            println!("    NOT {}", u.not_changed.as_ref().unwrap());
        }
        for n in &u.not_done {
            println!("    ! {:?}: {}", n.part, n.why);
        }
    }
}
