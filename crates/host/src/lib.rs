//! Everything that differs by operating system, without a word of the product.
//!
//! | module | what it asks the system for |
//! |---|---|
//! | [`awake`] | not to go to sleep |
//! | [`behind`] | threads that give way to all others |
//! | [`boot`] | when this computer was started |
//! | [`claim`] | that two programs never use one place of a thing that they share |
//! | [`durable`] | files and folders that survive a power cut |
//! | [`folders`] | where configuration, state and videos belong |
//! | [`lock`] | a claim on a file that ends with the process |
//! | [`mounts`] | what kind of file system a folder is on |
//! | [`notification`] | to tell the user something, whatever is on the screen |
//! | [`secrets`] | where the values of secrets are kept between runs |
//! | [`settings`] | secrets that the user keeps in the environment or in `.env` files |
//! | [`space`] | how much room is left |

pub mod awake;
pub mod behind;
pub mod boot;
pub mod claim;
pub mod durable;
pub mod folders;
pub mod lock;
pub mod mounts;
pub mod notification;
pub mod secrets;
pub mod settings;
pub mod space;
