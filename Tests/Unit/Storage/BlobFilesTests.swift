import Foundation
import Glibc
import HermesContract
import Testing

@testable import HermesStorage

struct BlobFilesTests {
  @Test("What others keep in the folder is no blob, and is not removed as one, also behind a link")
  func othersFiles() async throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    for place in ["alternatives", "not-an-id-of-thirty-two-letters!"] {
      try files.createDirectory(
        atPath: folder.file("place/\(place)"), withIntermediateDirectories: true)
      #expect(files.createFile(atPath: folder.file("place/\(place)/cc"), contents: Data("x".utf8)))
    }
    try files.createSymbolicLink(
      atPath: folder.file("blobs"), withDestinationPath: folder.file("place"))
    let task = TaskID.random()
    let blobs = try BlobFiles(folder: folder.file("blobs"))
    let store = try SQLiteStore(path: folder.file("hermes.sqlite"), blobs: blobs)
    let blob = try #require(try await blobs.make([1, 2, 3], task: task, quota: 10))
    #expect(files.createFile(atPath: folder.file("place/\(task)/notes"), contents: Data()))
    let again = try BlobFiles(folder: folder.file("blobs"))
    #expect(again.tasks == [task])
    #expect(try await again.size(blob, task: task) == 3)
    // The task is in no database: its blobs go.
    try await store.removeOrphanedBlobs()
    #expect(try await blobs.bytes() == 0)
    #expect(!files.fileExists(atPath: folder.file("place/\(task)/\(blob)")))
    for kept in ["alternatives/cc", "not-an-id-of-thirty-two-letters!/cc", "\(task)/notes"] {
      #expect(files.fileExists(atPath: folder.file("place/\(kept)")))
    }
    try store.close()
    blobs.stop()
    again.stop()
  }

  @Test("A link or a pipe in place of a blob is no blob: neither is followed or waited for")
  func notRegular() async throws {
    let folder = try TemporaryFolder()
    let blobs = try BlobFiles(folder: folder.file("blobs"))
    let task = TaskID.random()
    let blob = try #require(try await blobs.make([1, 2, 3], task: task, quota: 10))
    let path = folder.file("blobs/\(task)/\(blob)")
    #expect(try await blobs.read(blob, task: task, offset: 0, count: 3) == [1, 2, 3])
    let files = FileManager.default
    #expect(files.createFile(atPath: folder.file("secret"), contents: Data("abc".utf8)))
    try files.removeItem(atPath: path)
    try files.createSymbolicLink(atPath: path, withDestinationPath: folder.file("secret"))
    #expect(try await blobs.read(blob, task: task, offset: 0, count: 3) == nil)
    try files.removeItem(atPath: path)
    try #require(mkfifo(path, 0o600) == 0)
    #expect(try await blobs.read(blob, task: task, offset: 0, count: 3) == nil)
    blobs.stop()
  }
}
