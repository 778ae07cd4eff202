import HermesContract
import HermesStorage
import Testing

/// A kind of store that `StoreSuite` runs against.
struct StoreBackend: Sendable, CustomTestStringConvertible {
  struct Made: Sendable {
    let store: any Store
    let blobs: any BlobStore
    /// Ends what `Store.close` does not.
    let stop: @Sendable () -> Void
  }

  let testDescription: String
  /// A new store without anything in it.
  let make: @Sendable (_ quotas: Quotas) throws -> Made

  /// Another backend is held to everything that is promised by being added here.
  static let all = [sqlite, inMemory]

  static let sqlite = StoreBackend(testDescription: "SQLite") { quotas in
    let folder = try TemporaryFolder()
    let blobs = try BlobFiles(folder: folder.file("blobs"))
    let store = try SQLiteStore(
      path: folder.file("hermes.sqlite"), durability: .process, blobs: blobs, quotas: quotas)
    return Made(store: store, blobs: blobs) {
      blobs.stop()
      withExtendedLifetime(folder) {}
    }
  }

  static let inMemory = StoreBackend(testDescription: "memory") { quotas in
    let store = InMemoryStore(quotas: quotas)
    return Made(store: store, blobs: store) {}
  }
}
