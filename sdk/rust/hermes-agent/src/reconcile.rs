use crate::abi::{self, Bytes, ReconcileTable, Sink, Status};
use crate::export::Instance;
use crate::Output;
use std::ffi::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// What an agent knows about a step that was interrupted when the server ended
/// (`hermes.reconcile/1`).
#[derive(Debug, Clone)]
pub enum Reconciliation {
    /// The whole effect took place; the step counts as done.
    Done(Output),
    /// Nothing happened: the step runs again.
    NotDone,
    /// The step runs again if its skill is declared idempotent; otherwise the user is asked.
    Unknown,
}

static TABLE: ReconcileTable = ReconcileTable {
    struct_size: std::mem::size_of::<ReconcileTable>() as u32,
    reserved: 0,
    reconcile: Some(reconcile),
};

pub(crate) unsafe extern "C" fn get_extension(_agent: *mut c_void, id: Bytes) -> *const c_void {
    match id.slice() {
        b"hermes.reconcile/1" => (&raw const TABLE).cast(),
        _ => std::ptr::null(),
    }
}

unsafe extern "C" fn reconcile(
    agent: *mut c_void,
    step_key: Bytes,
    sink: Option<Sink>,
    context: *mut c_void,
) -> Status {
    if agent.is_null() {
        return abi::E_INVALID;
    }
    let instance = &*agent.cast::<Instance>();
    let key = String::from_utf8_lossy(step_key.slice()).into_owned();
    let known = catch_unwind(AssertUnwindSafe(|| instance.agent.reconcile_any(&key)));
    match known {
        Ok(Reconciliation::Done(output)) => {
            let json = output.json().to_string();
            if let Some(sink) = sink {
                sink(context, Bytes::new(json.as_bytes()));
            }
            abi::OK
        }
        Ok(Reconciliation::NotDone) => abi::E_NOT_FOUND,
        Ok(Reconciliation::Unknown) | Err(_) => abi::E_FAILED,
    }
}
