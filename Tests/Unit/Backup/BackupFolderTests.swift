import Glibc
import HermesContract
import Testing

@testable import HermesBackup

struct BackupFolderTests {
  private static let id = String(repeating: "0a", count: 16)

  @Test(arguments: [
    "hermes.sqlite", "signing-keys.json", "agents.json", "audit.log", "audit.log.1",
    "blobs/\(id)/\(id)",
  ])
  func filesOfBackups(_ path: String) {
    #expect(BackupFolder.isPath(path))
  }

  /// A manifest may come from anywhere.
  @Test(arguments: [
    "", "/hermes.sqlite", "../hermes.sqlite", "hermes.sqlite/", "manifest.json", "lock", "blobs",
    "blobs/\(id)", "blobs/../\(id)", "blobs/\(id)/..", "blobs/\(id)/\(id)/\(id)", "blobs//\(id)",
    "blobs/\(id.uppercased())/\(id)", "blobs/\(id)/\(id)0", "libraries/\(id)/\(id)",
  ])
  func otherFiles(_ path: String) {
    #expect(!BackupFolder.isPath(path))
  }

  @Test func states() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("backup")
    #expect(BackupFolder.state(of: path) == .nothing)
    try #require(mkdir(path, 0o700) == 0)
    #expect(BackupFolder.state(of: path) == .emptyFolder)
    try FileCopy.write(Array("{}".utf8), to: path + "/manifest.json")
    #expect(BackupFolder.state(of: path) == .somethingElse)
    try FileCopy.write([], to: path + "/UNFINISHED")
    #expect(BackupFolder.state(of: path) == .unfinished)
    #expect(BackupFolder.state(of: path + "/UNFINISHED") == .somethingElse)
    try BackupFolder.remove(path)
    #expect(BackupFolder.state(of: path) == .nothing)
  }

  @Test func filesOfOthersStay() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("backup")
    try #require(mkdir(path, 0o700) == 0)
    for name in ["UNFINISHED", "hermes.sqlite", "mine"] {
      try FileCopy.write([], to: "\(path)/\(name)")
    }
    let error = #expect(throws: BackupError.self) { try BackupFolder.remove(path) }
    #expect(error?.description.contains("contains mine") == true)
    #expect(FolderNames.entries(of: path) == ["mine"])
  }

  @Test func locksExcludeEachOther() throws {
    let folder = try TemporaryFolder()
    let reader = try FolderLock(folder.path, isShared: true)
    let other = try FolderLock(folder.path, isShared: true)
    #expect(throws: BackupError.self) { _ = try FolderLock(folder.path, isShared: false) }
    _ = consume reader
    _ = consume other
    _ = try FolderLock(folder.path, isShared: false)
  }
}
