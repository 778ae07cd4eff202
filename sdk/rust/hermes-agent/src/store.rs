use crate::abi::{self, Bytes, StoreTable};
use crate::heard::{check, heard};
use crate::host::field;
use crate::{AgentError, Call, Json};

/// Data that the agent keeps for the user of a call: bytes by key that outlive calls, restarts and
/// new versions of the agent (`hermes.store/1`). Every function blocks until the host has answered.
pub struct Store<'call> {
    table: *const StoreTable,
    call: &'call Call,
}

impl Call {
    /// The agent's store; None without the grant `store`.
    pub fn store(&self) -> Option<Store<'_>> {
        let table = self.host.extension("hermes.store/1")?;
        Some(Store { table, call: self })
    }
}

impl Store<'_> {
    /// The value of a key; None if there is none.
    ///
    /// # Errors
    /// `cancelled` when the host has ended the call, `invalid_argument` for a key that is not 1 to
    /// 512 bytes long; the same for all of these functions.
    pub fn get(&self, key: &str) -> Result<Option<Vec<u8>>, AgentError> {
        let (status, value) = heard(|sink, context| {
            let key = Bytes::new(key.as_bytes());
            match field!(self.table, StoreTable, get) {
                Some(get) => unsafe { get(self.host(), self.call.token, key, Some(sink), context) },
                None => abi::E_UNSUPPORTED,
            }
        });
        if status == abi::E_NOT_FOUND {
            return Ok(None);
        }
        check(status, "value").map(|()| Some(value))
    }

    /// Stores a value, replacing an earlier one. It is durable when this returns. At most 1 MiB.
    ///
    /// # Errors
    /// Also `too_large` and `quota_exceeded`.
    pub fn put(&self, key: &str, value: &[u8]) -> Result<(), AgentError> {
        let (key, value) = (Bytes::new(key.as_bytes()), Bytes::new(value));
        let status = match field!(self.table, StoreTable, put) {
            Some(put) => unsafe { put(self.host(), self.call.token, key, value) },
            None => abi::E_UNSUPPORTED,
        };
        check(status, "value")
    }

    /// Removes a value. Returns false if there was none.
    pub fn remove(&self, key: &str) -> Result<bool, AgentError> {
        let key = Bytes::new(key.as_bytes());
        let status = match field!(self.table, StoreTable, remove) {
            Some(remove) => unsafe { remove(self.host(), self.call.token, key) },
            None => abi::E_UNSUPPORTED,
        };
        if status == abi::E_NOT_FOUND {
            return Ok(false);
        }
        check(status, "value").map(|()| true)
    }

    /// The keys that begin with `prefix`, in byte order.
    pub fn keys(&self, prefix: &str) -> Result<Vec<String>, AgentError> {
        let (status, json) = heard(|sink, context| {
            let prefix = Bytes::new(prefix.as_bytes());
            match field!(self.table, StoreTable, keys) {
                Some(keys) => unsafe {
                    keys(self.host(), self.call.token, prefix, Some(sink), context)
                },
                None => abi::E_UNSUPPORTED,
            }
        });
        check(status, "key")?;
        let keys = Json::parse(&json).unwrap_or_else(|_| Json::Array(Vec::new()));
        let texts = keys.as_array().unwrap_or(&[]).iter();
        Ok(texts
            .filter_map(|key| key.as_str().map(str::to_string))
            .collect())
    }

    fn host(&self) -> *const abi::HostTable {
        self.call.host.table()
    }
}
