import HermesContract
import Testing

/// What every store does, whatever it is made of: a backend is one when this holds for it. One that is new is added to
/// `StoreBackend.all`.
///
/// The promises stand by concern in the files beside this one. What only SQLite has (a file, its log, migrations, the
/// sizes of rows) has tests of its own.
@Suite struct StoreSuite {}
