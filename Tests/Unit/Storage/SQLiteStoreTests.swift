import HermesContract
import HermesStorage
import Testing

struct SQLiteStoreTests {
  @Test("A file that is no database is refused by name")
  func notADatabase() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("missing/hermes.sqlite")
    let error = #expect(throws: StartupError.self) { try SQLiteStore(path: path) }
    #expect(error?.description.contains(path) == true)
  }
}
