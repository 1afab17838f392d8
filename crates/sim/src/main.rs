//! Plays nights and prints what was found: `sim [--seed N] [--nights N] [--trace]`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reports"
)]

mod table;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use worldreel_sim::{Stats, World, make, play};

/// What is asked for.
struct Args {
    seed: Option<u64>,
    nights: u64,
    trace: bool,
}

fn main() -> ExitCode {
    let done = args(std::env::args().skip(1)).and_then(|args| match args.seed {
        Some(seed) => one(seed, args.trace),
        None => many(&args),
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn args(mut given: impl Iterator<Item = String>) -> Result<Args> {
    let mut args = Args {
        seed: None,
        nights: 1_000,
        trace: false,
    };
    while let Some(name) = given.next() {
        let mut number = || -> Result<u64> {
            let value = given
                .next()
                .with_context(|| format!("{name} needs a number"))?;
            value
                .parse()
                .with_context(|| format!("{value:?} is not a number"))
        };
        match name.as_str() {
            "--seed" => args.seed = Some(number()?),
            "--nights" => args.nights = number()?,
            "--trace" => args.trace = true,
            other => bail!("there is no {other:?}: sim [--seed N] [--nights N] [--trace]"),
        }
    }
    Ok(args)
}

/// One night again, with every step if asked for.
fn one(seed: u64, trace: bool) -> Result<bool> {
    let mut world = World::new(make::night(seed), None);
    if trace {
        world.show();
    }
    match world.play() {
        Ok(world) => {
            print!("{}", table::of(world.stats(), None));
            Ok(true)
        }
        Err(broken) => {
            println!("{broken}");
            Ok(false)
        }
    }
}

/// Many nights, and the figures.
fn many(args: &Args) -> Result<bool> {
    let mut all = Stats::default();
    let mut broken = 0_u64;
    let began = Instant::now();
    for seed in 0..args.nights {
        match play(seed, None) {
            Ok(stats) => all.add(&stats),
            Err(found) => {
                broken += 1;
                if args.trace {
                    println!("{found}\n");
                } else {
                    println!("night {seed}: {}", found.what);
                }
            }
        }
    }
    let took = began.elapsed();
    print!("{}", table::of(&all, Some(took)));
    print!("{}", table::figures());
    if broken > 0 {
        println!("\n{broken} nights broke a rule; cargo xtask sim --seed N --trace shows one");
    }
    Ok(broken == 0)
}
