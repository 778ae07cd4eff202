import Foundation
import Glibc
import HermesTerminal

/// A folder of the user into which artifacts are written. Nothing in it is ever overwritten.
struct ArtifactFolder {
  private static let mostNumbers = 1000
  private let path: String

  /// Creates the folder, with the user's own umask.
  init(_ path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: Int(0o777 & ~HermesCommand.usualMask)])
    } catch {
      throw CommandFailure(
        message: "The folder \(path) can't be created (\(error.localizedDescription)).")
    }
  }

  /// Writes every artifact and reports the files on standard error.
  func write(_ results: TaskResults, of task: String, from reader: any TaskReading) async throws {
    var names = ArtifactFileNames()
    if results.artifacts.isEmpty { Console.error("The task has no artifacts to write.") }
    for artifact in results.artifacts {
      let bytes = try await reader.content(artifact, of: task)
      let wanted = names.nextName(for: artifact.name)
      let (name, isNew) = try write(bytes, named: wanted)
      var line = "Wrote \(place(name)) (\(Count.bytes(bytes.count)))"
      if !isNew { line = "\(place(name)) already has this content" }
      if name != wanted { line += "; \(place(wanted)) already exists and is kept" }
      Console.error(line + ".")
    }
  }

  private func place(_ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// - Returns: the name that was free, or whose file has the same content.
  private func write(_ bytes: [UInt8], named wanted: String) throws -> (name: String, isNew: Bool) {
    for number in 1...Self.mostNumbers {
      let name = number == 1 ? wanted : ArtifactFileNames.numbered(wanted, number: number)
      // Links are not followed, because they could lead out of the folder.
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = open(place(name), flags, 0o600)
      if descriptor < 0, errno == EEXIST {
        if isFile(name, with: bytes) { return (name, false) }
        continue
      }
      guard descriptor >= 0 else { throw failure(name) }
      defer { close(descriptor) }
      fchmod(descriptor, 0o666 & ~HermesCommand.usualMask)
      guard writeAll(bytes, to: descriptor) else {
        let failure = failure(name)
        // A file that looks like the artifact but is cut off would be taken for it.
        unlink(place(name))
        throw failure
      }
      return (name, true)
    }
    throw CommandFailure(message: "\(place(wanted)) and its numbered names are all taken.")
  }

  private func isFile(_ name: String, with bytes: [UInt8]) -> Bool {
    var status = stat()
    guard lstat(place(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == bytes.count
    else { return false }
    return FileManager.default.contents(atPath: place(name)).map { Array($0) == bytes } ?? false
  }

  private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func failure(_ name: String) -> CommandFailure {
    let reason = String(cString: strerror(errno))
    return CommandFailure(message: "\(place(name)) can't be written (\(reason)).")
  }
}
