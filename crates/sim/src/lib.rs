//! Whole nights of the queue in virtual time.
//!
//! A night is made from a seed: jobs, engines, keys, what goes wrong and what the user does.
//! It is played with the real board, key rings, job machine and settling after a crash;
//! their surroundings are played too: the supervisor's turns without its tasks, a disk of
//! rows, and engines that count what they truly began and billed. After every turn it is
//! checked that the rules hold. The same seed plays the same night.
//!
//! | module | what it holds |
//! |---|---|
//! | [`make`] | a night from a seed |
//! | [`night`] | what a night consists of |
//! | [`happening`] | what happens in it |
//! | [`world`] | the playing |
//! | [`studio`] | the queue, as the supervisor runs it |
//! | [`outside`], [`fate`] | the engines as they truly are |
//! | [`disk`] | what survives a crash |
//! | `check` | the rules |
//! | [`slip`] | mistakes made on purpose, to see that they are found |
//! | [`measure`], [`oracle`] | makespan and forecast, in figures |
//! | [`stats`] | what is counted |

pub mod disk;
pub mod fate;
pub mod happening;
pub mod make;
pub mod measure;
pub mod message;
pub mod night;
pub mod oracle;
pub mod outside;
pub mod rng;
pub mod slip;
pub mod stats;
pub mod studio;
pub mod watch;
pub mod world;

mod check;
mod script;

pub use slip::Slip;
pub use stats::Stats;
pub use world::{Broken, World};

/// Plays the night of this seed, perhaps with a mistake made on purpose.
///
/// # Errors
///
/// The rule that did not hold.
pub fn play(seed: u64, slip: Option<Slip>) -> Result<Stats, Box<Broken>> {
    let world = World::new(make::night(seed), slip).play()?;
    Ok(world.stats().clone())
}
