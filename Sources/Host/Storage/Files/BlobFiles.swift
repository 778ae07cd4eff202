import Glibc
import HermesContract
import HermesThreads
import Synchronization

/// Stores blobs as files, `FOLDER/TASK/BLOB`. A blob that a result refers to is read-only.
///
/// One thread makes all changes, in order; other threads read. Files whose names are not in the
/// format of this class are never touched: the folder may be a link to one that contains other
/// data.
package final class BlobFiles: BlobStore {
  private let folder: String
  private let changes = WorkerThreads("blobs", limit: 1)
  private let reads = WorkerThreads("blob-reads", limit: 2)
  /// The bytes of each task that has blobs. Changed only on the thread for changes.
  private let used: Mutex<[TaskID: Int]>

  /// - Throws: `StartupError` if the folder can't be created or read.
  package init(folder: String) throws {
    self.folder = folder
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST, let tasks = Self.names(in: folder) else {
      throw StartupError(
        "The folder \(folder) can't be used (\(FileFailure(folder).reason)). Check the permissions of the data directory."
      )
    }
    var used: [TaskID: Int] = [:]
    for task in tasks {
      let files = Self.names(in: "\(folder)/\(task)") ?? []
      used[TaskID(task)] = files.reduce(0) { sum, name in
        sum + (BlobFile.size("\(folder)/\(task)/\(name)") ?? 0)
      }
    }
    self.used = Mutex(used)
  }

  /// Ends the threads; nothing may be read or written afterwards.
  package func stop() {
    changes.stopAndJoin()
    reads.stopAndJoin()
  }

  // MARK: - Blobs

  package func make(_ piece: [UInt8], task: TaskID, quota: Int) async throws -> String? {
    let id = TaskID.random().text
    return try await changes.run { [self] in
      guard reserve(piece.count, for: task, quota: quota) else { return nil }
      let place = "\(folder)/\(task)"
      if mkdir(place, 0o700) == 0 { try BlobFile.synchronize(folder) }
      do { try BlobFile.create(at: "\(place)/\(id)", bytes: piece) } catch {
        giveBack(piece.count, of: task)
        throw error
      }
      return id
    }
  }

  package func append(
    _ piece: [UInt8], to blob: String, task: TaskID, quota: Int
  ) async throws -> BlobAppending {
    guard let path = path(of: blob, task: task) else { return .noSuchBlob }
    return try await changes.run { [self] in
      guard let isSealed = BlobFile.isSealed(path) else { return .noSuchBlob }
      guard !isSealed else { return .isSealed }
      guard reserve(piece.count, for: task, quota: quota) else { return .overQuota }
      do { try BlobFile.append(to: path, bytes: piece) } catch {
        giveBack(piece.count, of: task)
        throw error
      }
      return .done
    }
  }

  package func read(
    _ blob: String, task: TaskID, offset: UInt64, count: Int
  ) async throws -> [UInt8]? {
    guard let path = path(of: blob, task: task) else { return nil }
    return try await reads.run { try BlobFile.read(path, offset: offset, count: count) }
  }

  package func size(_ blob: String, task: TaskID) async throws -> Int? {
    guard let path = path(of: blob, task: task) else { return nil }
    return try await reads.run { BlobFile.size(path) }
  }

  package func seal(_ blob: String, task: TaskID) async throws -> Int? {
    guard let path = path(of: blob, task: task) else { return nil }
    return try await changes.run { [folder] in
      guard let size = BlobFile.size(path) else { return nil }
      try BlobFile.seal(path)
      try BlobFile.synchronize("\(folder)/\(task)")
      return size
    }
  }

  /// The bytes of all blobs, after all changes requested so far.
  func bytes() async throws -> Int {
    try await changes.run { [self] in used.withLock { $0.values.reduce(0, +) } }
  }

  // MARK: - Removal

  /// The tasks that have blobs.
  var tasks: [TaskID] { used.withLock { Array($0.keys) } }

  /// Removes the task's blobs that no result refers to. Returns immediately; the removal runs on
  /// the thread for changes.
  package func removeUnsealed(of task: TaskID) { remove(task) { BlobFile.isSealed($0) == false } }

  func removeAll(of task: TaskID) { remove(task) { _ in true } }

  /// Runs asynchronously on the thread for changes.
  private func remove(_ task: TaskID, where isUnwanted: @escaping @Sendable (String) -> Bool) {
    guard used.withLock({ $0[task] != nil }) else { return }
    changes.submit { [self] in
      let place = "\(folder)/\(task)"
      for name in Self.names(in: place) ?? [] where isUnwanted("\(place)/\(name)") {
        let size = BlobFile.size("\(place)/\(name)") ?? 0
        if unlink("\(place)/\(name)") == 0 { giveBack(size, of: task) }
      }
      if rmdir(place) == 0 { used.withLock { $0[task] = nil } }
    }
  }

  // MARK: - Pieces

  private func reserve(_ bytes: Int, for task: TaskID, quota: Int) -> Bool {
    used.withLock { used in
      guard used[task, default: 0] + bytes <= quota else { return false }
      used[task, default: 0] += bytes
      return true
    }
  }

  private func giveBack(_ bytes: Int, of task: TaskID) {
    used.withLock { used in
      if let held = used[task] { used[task] = max(0, held - bytes) }
    }
  }

  /// nil if the text can't be an id that `make` returned: it comes from an agent.
  private func path(of blob: String, task: TaskID) -> String? {
    Self.isID(blob) ? "\(folder)/\(task)/\(blob)" : nil
  }

  /// Whether a name has the format of task and blob ids.
  private static func isID(_ name: String) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// The names of tasks or blobs in a folder; nil if it can't be read.
  private static func names(in folder: String) -> [String]? {
    FolderNames.entries(of: folder)?.filter(isID)
  }
}
