use crate::abi::{self, BlobTable, Bytes};
use crate::heard::{check, heard};
use crate::host::field;
use crate::{AgentError, Call};

/// The most that the host accepts or returns in one piece.
const PIECE_BYTES: usize = 4 << 20;

/// Parts that are too large for JSON (`hermes.blob/1`). A blob belongs to the task and is removed
/// when the task ends, unless the result names it with [`crate::Artifact::blob`]. Every function
/// blocks for the time of a disk access.
pub struct Blobs<'call> {
    table: *const BlobTable,
    call: &'call Call,
}

impl Call {
    /// The task's blobs; None without the grant `blob`.
    pub fn blobs(&self) -> Option<Blobs<'_>> {
        let table = self.host.extension("hermes.blob/1")?;
        Some(Blobs { table, call: self })
    }
}

impl Blobs<'_> {
    /// Creates a blob of any length and returns its id.
    ///
    /// # Errors
    /// `cancelled` when the host has ended the call, as with all of these functions;
    /// `quota_exceeded`.
    pub fn make(&self, content: &[u8]) -> Result<String, AgentError> {
        let (first, rest) = content.split_at(content.len().min(PIECE_BYTES));
        let (status, id) = heard(|sink, context| match field!(self.table, BlobTable, put) {
            Some(put) => unsafe {
                put(
                    self.host(),
                    self.call.token,
                    Bytes::new(first),
                    Some(sink),
                    context,
                )
            },
            None => abi::E_UNSUPPORTED,
        });
        check(status, "blob")?;
        let id = String::from_utf8_lossy(&id).into_owned();
        self.append(&id, rest)?;
        Ok(id)
    }

    /// Appends to a blob that no result has named yet.
    ///
    /// # Errors
    /// Also `not_found` and `quota_exceeded`.
    pub fn append(&self, id: &str, content: &[u8]) -> Result<(), AgentError> {
        for piece in content.chunks(PIECE_BYTES) {
            let (id, piece) = (Bytes::new(id.as_bytes()), Bytes::new(piece));
            let status = match field!(self.table, BlobTable, append) {
                Some(append) => unsafe { append(self.host(), self.call.token, id, piece) },
                None => abi::E_UNSUPPORTED,
            };
            check(status, "blob")?;
        }
        Ok(())
    }

    /// Reads at most `count` bytes, and at most 4 MiB, starting at `offset`; fewer at the end of
    /// the blob.
    ///
    /// # Errors
    /// Also `not_found`.
    pub fn read(&self, id: &str, offset: u64, count: usize) -> Result<Vec<u8>, AgentError> {
        let (status, bytes) = heard(|sink, context| {
            let id = Bytes::new(id.as_bytes());
            match field!(self.table, BlobTable, read) {
                Some(read) => unsafe {
                    read(
                        self.host(),
                        self.call.token,
                        id,
                        offset,
                        count,
                        Some(sink),
                        context,
                    )
                },
                None => abi::E_UNSUPPORTED,
            }
        });
        check(status, "blob").map(|()| bytes)
    }

    /// The blob's size in bytes.
    ///
    /// # Errors
    /// Also `not_found`.
    pub fn size(&self, id: &str) -> Result<u64, AgentError> {
        let mut bytes = 0;
        let status = match field!(self.table, BlobTable, size) {
            Some(size) => unsafe {
                size(
                    self.host(),
                    self.call.token,
                    Bytes::new(id.as_bytes()),
                    &mut bytes,
                )
            },
            None => abi::E_UNSUPPORTED,
        };
        check(status, "blob").map(|()| bytes)
    }

    fn host(&self) -> *const abi::HostTable {
        self.call.host.table()
    }
}
