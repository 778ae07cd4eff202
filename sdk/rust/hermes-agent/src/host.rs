use crate::abi::{Bytes, CallToken, HostTable, Status, E_UNSUPPORTED};
use std::mem::size_of;

/// The severity of a log line.
#[derive(Debug, Clone, Copy)]
#[repr(i32)]
pub enum Level {
    Debug = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}

/// The host's functions; each is read only if the host's table is large enough to hold it.
#[derive(Clone, Copy)]
pub(crate) struct Host(*const HostTable);

// SAFETY: the ABI makes the table static, and its functions callable from any thread.
unsafe impl Send for Host {}
unsafe impl Sync for Host {}

/// A field of a table, if the table is large enough to hold it.
macro_rules! field {
    ($table:expr, $type:ty, $field:ident) => {{
        let table: *const $type = $table;
        // SAFETY: struct_size is part of every table and covers the field.
        unsafe {
            let end = std::mem::offset_of!($type, $field) + size_of::<usize>();
            if (*table).struct_size as usize >= end {
                (*table).$field
            } else {
                None
            }
        }
    }};
}

pub(crate) use field;

macro_rules! function {
    ($host:expr, $field:ident) => {
        field!($host.0, HostTable, $field)
    };
}

impl Host {
    pub(crate) fn table(&self) -> *const HostTable {
        self.0
    }

    /// The table of an extension; None if the host does not offer it or the agent has no grant for
    /// it.
    pub(crate) fn extension<Table>(&self, id: &str) -> Option<*const Table> {
        let find = function!(self, get_extension)?;
        let found = unsafe { find(self.0, Bytes::new(id.as_bytes())) };
        (!found.is_null()).then_some(found.cast())
    }

    /// Wraps the host's table.
    ///
    /// # Safety
    /// `table` must be a host's table that stays valid until the process ends.
    pub(crate) unsafe fn new(table: *const HostTable) -> Host {
        Host(table)
    }

    pub(crate) fn finish(&self, call: CallToken, status: Status, json: &[u8]) -> Status {
        match function!(self, finish) {
            Some(finish) => unsafe { finish(self.0, call, status, Bytes::new(json)) },
            None => E_UNSUPPORTED,
        }
    }

    pub(crate) fn emit_wait(&self, call: CallToken, kind: i32, json: &[u8]) -> Status {
        match function!(self, emit_wait) {
            Some(emit) => unsafe { emit(self.0, call, kind, Bytes::new(json), -1) },
            None => E_UNSUPPORTED,
        }
    }

    pub(crate) fn is_cancelled(&self, call: CallToken) -> bool {
        match function!(self, is_cancelled) {
            Some(is_cancelled) => unsafe { is_cancelled(self.0, call) != 0 },
            None => false,
        }
    }

    pub(crate) fn log(&self, call: CallToken, level: Level, message: &str) {
        if let Some(log) = function!(self, log) {
            unsafe { log(self.0, call, level as i32, Bytes::new(message.as_bytes())) }
        }
    }
}

/// The server's log, under the agent's name. Never blocks; lines are cut after 8 KiB.
#[derive(Clone, Copy)]
pub struct Log {
    pub(crate) host: Host,
    pub(crate) call: CallToken,
}

impl Log {
    /// Writes one line.
    pub fn write(&self, level: Level, message: &str) {
        self.host.log(self.call, level, message);
    }
}
