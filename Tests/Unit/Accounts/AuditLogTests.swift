import Foundation
import HermesContract
import Logging
import Testing

@testable import HermesAccounts

struct AuditLogTests {
  private func lines(_ path: String) throws -> [JSONValue] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try #require(JSONValue(parsing: line.utf8))
    }
  }

  @Test("Each entry is one line with who, what, when and from where, for its owner's eyes alone")
  func entry() throws {
    let folder = try TemporaryFolder()
    let log = AuditLog(path: folder.file("audit.log"), logger: Logger(label: "test"))
    let actor = AuditActor(user: UserID("u1"), address: "192.0.2.7", client: "curl\n\u{202e}x")
    log.record(.keyCreated, by: actor, of: UserID("u2"), detail: ["key": "k"])
    log.record(.loginFailed, by: AuditActor(user: nil))
    log.stop()
    let entries = try lines(folder.file("audit.log"))
    #expect(entries.count == 2)
    #expect(entries[0]["event"]?.string == "key_created" && entries[0]["by"]?.string == "u1")
    #expect(entries[0]["account"]?.string == "u2" && entries[0]["key"]?.string == "k")
    #expect(entries[0]["address"]?.string == "192.0.2.7")
    #expect(entries[0]["time"]?.string?.hasSuffix("Z") == true)
    #expect(entries[1]["by"] == .null && entries[1]["account"] == nil)
    let facts = try FileManager.default.attributesOfItem(atPath: folder.file("audit.log"))
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test("A file that is large, or was moved away, is followed by a new one")
  func rotation() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("audit.log")
    let log = AuditLog(path: path, maximumBytes: 300, logger: Logger(label: "test"))
    for _ in 0..<7 { log.record(.loggedIn, by: AuditActor(user: UserID("u"))) }
    log.stop()
    let all = try lines(path).count + lines(path + ".1").count
    #expect(all <= 7 && all >= 3)
  }
}
