import Crypto
import Glibc

/// A file as a manifest lists it.
package struct HashedFile: Sendable, Equatable {
  /// Relative to the backup.
  package var path: String
  package var bytes: Int
  /// The SHA-256 of the content, in lower-case hexadecimal.
  package var digest: String
}

/// Reads and copies whole files. Every function blocks.
enum FileCopy {
  private static let pieceBytes = 1 << 20

  /// Copies a file at the length that it has now: what is appended meanwhile is not included. The
  /// copy is on the disk when this returns.
  /// - Parameters:
  ///   - target: must not exist.
  ///   - mode: the permissions of the copy.
  ///   - copied: called with the number of bytes of each piece.
  /// - Returns: nil if there is no such file.
  static func copy(
    _ source: String, to target: String, mode: mode_t = 0o600, copied: (Int) -> Void = { _ in }
  ) throws(BackupError) -> (bytes: Int, digest: String)? {
    guard let input = try Descriptor(reading: source) else { return nil }
    let output = Descriptor(open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
    guard output.isOpen else { throw failure("can't be created", at: target) }
    let read = try input.read(source, upTo: input.size) { piece throws(BackupError) in
      try output.write(piece, to: target)
      copied(piece.count)
    }
    guard fchmod(output.number, mode) == 0, fsync(output.number) == 0 else {
      throw failure("can't be written", at: target)
    }
    return read
  }

  /// The size and digest of a file; nil if there is none.
  static func digest(
    _ path: String, readBytes: (Int) -> Void = { _ in }
  ) throws(BackupError) -> (bytes: Int, digest: String)? {
    guard let input = try Descriptor(reading: path) else { return nil }
    return try input.read(path, upTo: .max) { readBytes($0.count) }
  }

  /// The content of a small file, such as a manifest; nil if there is none.
  static func content(_ path: String, atMost limit: Int) throws(BackupError) -> [UInt8]? {
    guard let input = try Descriptor(reading: path) else { return nil }
    var bytes: [UInt8] = []
    _ = try input.read(path, upTo: limit) { bytes += $0 }
    return bytes
  }

  /// Writes a new file, which is on the disk when this returns.
  static func write(_ bytes: [UInt8], to path: String) throws(BackupError) {
    let output = Descriptor(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
    guard output.isOpen else { throw failure("can't be created", at: path) }
    try output.write(bytes[...], to: path)
    guard fsync(output.number) == 0 else { throw failure("can't be written", at: path) }
  }

  /// Writes the entries of a folder to the disk.
  static func synchronize(_ folder: String) throws(BackupError) {
    let descriptor = Descriptor(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard descriptor.isOpen, fsync(descriptor.number) == 0 else {
      throw failure("can't be written", at: folder)
    }
  }

  static func failure(_ what: String, at path: String) -> BackupError {
    BackupError("\(path) \(what) (\(String(cString: strerror(errno)))).")
  }

  /// An open file, closed at the end of its life.
  private struct Descriptor: ~Copyable {
    let number: CInt
    var isOpen: Bool { number >= 0 }

    init(_ number: CInt) { self.number = number }

    /// nil if there is no such file.
    init?(reading path: String) throws(BackupError) {
      // Neither a link nor a pipe, which would wait for its writer.
      number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard number >= 0 else {
        if errno == ENOENT { return nil }
        throw failure("can't be read", at: path)
      }
      var status = stat()
      guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw BackupError("\(path) can't be read (not a regular file).")
      }
    }

    deinit { if number >= 0 { close(number) } }

    var size: Int {
      var status = stat()
      return fstat(number, &status) == 0 ? Int(status.st_size) : 0
    }

    func read(
      _ path: String, upTo limit: Int, piece: (ArraySlice<UInt8>) throws(BackupError) -> Void
    ) throws(BackupError) -> (bytes: Int, digest: String) {
      var hash = SHA256()
      var total = 0
      var buffer = [UInt8](repeating: 0, count: pieceBytes)
      while total < limit {
        let wanted = min(pieceBytes, limit - total)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, wanted) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw failure("can't be read", at: path) }
        if count == 0 { break }
        hash.update(data: buffer[..<count])
        total += count
        try piece(buffer[..<count])
      }
      return (total, hash.finalize().hexadecimal)
    }

    func write(_ bytes: ArraySlice<UInt8>, to path: String) throws(BackupError) {
      var rest = bytes
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure("can't be written", at: path) }
        rest = rest.dropFirst(count)
      }
    }
  }
}
