use crate::{AgentError, Call, Card, Json, Log, Output, Reconciliation, Request};

/// An agent: a type that the host instantiates once, from its configuration, and then calls.
pub trait Agent: Send + Sync + Sized + 'static {
    /// What the agent can do; read once, when the library is loaded.
    fn card() -> Card;

    /// Creates the instance. `config` is the JSON object of the agent's manifest, `{}` if there is
    /// none.
    ///
    /// # Errors
    /// The host does not load the agent and shows the text to the operator.
    fn new(config: &Json, log: Log) -> Result<Self, String>;

    /// Performs one call, on a host thread that may block. Up to the card's `max_concurrency` calls
    /// run concurrently. Once the host has ended the call, every sending function of `call` returns
    /// an error: pass it on with `?`. In longer stretches of work without sending, check
    /// [`Call::is_cancelled`].
    ///
    /// # Errors
    /// The error that the client receives; see [`AgentError`].
    fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError>;

    /// Reports whether the effect of a step that was interrupted when the server ended took place.
    /// Called after the restart. `step_key` is that of the step's request. May block, at most 10
    /// seconds.
    fn reconcile(&self, step_key: &str) -> Reconciliation {
        let _ = step_key;
        Reconciliation::Unknown
    }
}

/// An agent of any type.
pub(crate) trait AnyAgent: Send + Sync {
    fn run_any(&self, request: &Request, call: &Call) -> Result<Output, AgentError>;
    fn reconcile_any(&self, step_key: &str) -> Reconciliation;
}

impl<A: Agent> AnyAgent for A {
    fn run_any(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
        self.run(request, call)
    }

    fn reconcile_any(&self, step_key: &str) -> Reconciliation {
        self.reconcile(step_key)
    }
}
