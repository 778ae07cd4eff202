import Foundation
import HermesContract
import Testing

@testable import HermesAccounts

struct SigningSecretsTests {
  @Test("The first start makes a private file, and later ones read it")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("keys.json")
    let made = try SigningSecrets.load(path: path)
    let read = try SigningSecrets.load(path: path)
    #expect(made.current == read.current && made.keys == read.keys)
    #expect(made.keys[made.current]?.count == 32)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }

  @Test(
    "A file that holds no usable key is refused and left alone",
    arguments: [
      "", "{}", "x", "{\"current\":\"a\",\"keys\":{}}",
      "{\"current\":\"a\",\"keys\":{\"a\":\"AAAA\"}}",
    ])
  func refused(content: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("keys.json")
    try content.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: StartupError.self) { try SigningSecrets.load(path: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
  }

  @Test("A place that can't be written is named")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: StartupError.self) {
      try SigningSecrets.load(path: folder.file("no/keys"))
    }
    #expect(error?.description.contains("no/keys") == true)
  }
}
