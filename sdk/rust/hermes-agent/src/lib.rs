//! Agents for Hermes in safe Rust, without dependencies.
//!
//! An agent is a type with the trait [`Agent`] in a `cdylib`; [`export!`] creates the library's
//! only exported function.
//!
//! ```
//! use hermes_agent::{export, Agent, AgentError, Call, Card, Json, Log, Output, Request, Skill};
//!
//! struct Echo;
//!
//! impl Agent for Echo {
//!     fn card() -> Card {
//!         Card::new("Echo", "0.1.0", "Says it again.")
//!             .skill(Skill::new("echo", "Echo", "Answers with the text of the request.").wants(&["echo"]))
//!     }
//!
//!     fn new(_config: &Json, _log: Log) -> Result<Self, String> {
//!         Ok(Echo)
//!     }
//!
//!     fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
//!         call.think("That is easy.")?;
//!         Ok(Output::text(request.text()))
//!     }
//! }
//!
//! export!(Echo);
//! # fn main() {}
//! ```
//!
//! The underlying contract is `hermes_agent.h`. A panic in an agent is caught and fails the call
//! with the code `panicked`. Do not build with `panic = "abort"`: a panic would then end the
//! server.

pub mod abi;
mod agent;
mod ask;
mod blobs;
mod call;
mod card;
mod error;
#[doc(hidden)]
pub mod export;
mod heard;
mod host;
pub mod json;
mod model;
mod output;
mod question;
mod reconcile;
mod request;
mod store;

pub use agent::Agent;
pub use ask::Answer;
pub use blobs::Blobs;
pub use call::Call;
pub use card::{Card, Skill};
pub use error::AgentError;
pub use host::{Level, Log};
pub use json::Json;
pub use model::{Completed, Completion, Delta, Model};
pub use output::{Artifact, Output};
pub use question::Answered;
pub use reconcile::Reconciliation;
pub use request::{Part, Request, Turn};
pub use store::Store;
