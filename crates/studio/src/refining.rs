//! Which refiner is asked, and what comes of it beside its answer.
//!
//! | module | what it holds |
//! |---|---|
//! | [`choice`] | who refines what: the user's choice, the environment's, or the rules |
//! | [`price`] | what a chat model's tokens cost |
//! | [`answer`] | an answer with who gave it and what that took |
//! | [`state`] | whether a refiner can be asked now |
//! | `ask` | one question: answered from what is kept, or asked and counted |
//! | [`calls`] | the calls under way: stopped, and followed while a chat model writes |

pub mod answer;
mod ask;
pub mod calls;
pub mod choice;
pub mod price;
pub mod state;

pub(crate) use ask::NoAnswer;
pub(crate) use calls::Calls;
