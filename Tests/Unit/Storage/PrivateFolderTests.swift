import Foundation
import HermesContract
import HermesStorage
import Testing

/// setxattr(2), which Swift's Glibc module leaves out.
@_silgen_name("setxattr")
private func setExtendedAttribute(
  _ path: UnsafePointer<CChar>, name: UnsafePointer<CChar>, value: UnsafeRawPointer, size: Int,
  flags: CInt
) -> CInt

struct PrivateFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func put(_ name: String, _ mode: mode_t) {
    close(open(folder.file(name), O_WRONLY | O_CREAT, 0o600))
    chmod(folder.file(name), mode)
  }

  /// What `secure` says of the folder; nil if nothing.
  private func refusal(_ user: uid_t = geteuid()) -> String? {
    do {
      _ = try PrivateFolder.secure(folder.path, names: ["a"], for: user)
      return nil
    } catch { return error.description }
  }

  @Test("What others could read is closed and named; the rest and the folder's mode stay")
  func tightened() throws {
    chmod(folder.path, 0o755)
    for (name, mode) in [("a", 0o644), ("b", 0o600), ("other", 0o644)] as [(String, mode_t)] {
      put(name, mode)
    }
    mkdir(folder.file("c"), 0o755)
    symlink("other", folder.file("link"))
    #expect(
      try PrivateFolder.secure(folder.path, names: ["a", "b", "c", "missing", "link"]) == [
        "a", "c",
      ])
    #expect(try mode(folder.file("a")) == 0o600)
    #expect(try mode(folder.file("c")) == 0o700)
    #expect(try mode(folder.file("other")) == 0o644)
    #expect(try mode(folder.path) == 0o755)
    #expect(try PrivateFolder.secure(folder.path, names: ["a", "b", "c", "link"]).isEmpty)
  }

  @Test(
    "A folder that others can write is refused with the cure, but for an empty one",
    arguments: [0o770, 0o707])
  func writable(mode wide: mode_t) throws {
    chmod(folder.path, wide)
    #expect(refusal() == nil)
    #expect(try mode(folder.path) == 0o700)
    put("a", 0o600)
    chmod(folder.path, wide)
    #expect(try #require(refusal()).contains("chmod go-w \(folder.path)"))
  }

  /// As `setfacl -d -m u:12345:rwx` does: version 2, then tag, rights and id of each entry.
  private func setDefaultAccessList(_ path: String) -> Bool {
    let entries: [(UInt16, UInt16, UInt32)] = [
      (0x01, 7, .max), (0x02, 7, 12345), (0x04, 5, .max), (0x10, 7, .max), (0x20, 0, .max),
    ]
    var bytes: [UInt8] = [2, 0, 0, 0]
    for (tag, rights, id) in entries {
      for number in [UInt32(tag) | UInt32(rights) << 16, id] {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
      }
    }
    return setExtendedAttribute(
      path, name: "system.posix_acl_default", value: bytes, size: bytes.count, flags: 0) == 0
  }

  @Test("A default access control list is removed: it would open new files in spite of the umask")
  func defaultAccessList() throws {
    mkdir(folder.file("libraries"), 0o700)
    for path in [folder.path, folder.file("libraries")] {
      try #require(setDefaultAccessList(path))
    }
    #expect(
      try PrivateFolder.secure(folder.path, names: ["libraries"]) == [".", "libraries"])
    let earlier = umask(0o077)
    for name in ["new", "libraries/new"] { close(open(folder.file(name), O_CREAT, 0o644)) }
    umask(earlier)
    #expect(try mode(folder.file("new")) == 0o600)
    #expect(try mode(folder.file("libraries/new")) == 0o600)
    #expect(try PrivateFolder.secure(folder.path, names: ["libraries"]).isEmpty)
  }

  @Test("A folder of another user is refused")
  func foreign() throws {
    #expect(try #require(refusal(54321)).contains("belongs to the user"))
  }

  @Test("A pipe in the place of a file is refused: whoever opened it would wait for ever")
  func pipe() throws {
    mkfifo(folder.file("a"), 0o600)
    #expect(
      try #require(refusal()).hasPrefix(folder.file("a") + " is not a file of Hermes but a pipe"))
  }

  @Test("A link that another user has made is refused", .enabled(if: geteuid() == 0))
  func foreignLink() throws {
    symlink("/etc/passwd", folder.file("a"))
    lchown(folder.file("a"), 54321, 0)
    #expect(try #require(refusal()).hasPrefix(folder.file("a") + " belongs to the user 54321"))
  }

  @Test("A file of another user is refused", .enabled(if: geteuid() == 0))
  func foreignFile() throws {
    put("a", 0o600)
    chown(folder.file("a"), 54321, 0)
    #expect(try #require(refusal()).hasPrefix(folder.file("a") + " belongs to the user 54321"))
  }
}
