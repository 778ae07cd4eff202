import Glibc

/// Why a blob's file could not be read or written.
struct FileFailure: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// The system's current error (`errno`) for `path`.
  init(_ path: String) {
    self.path = path
    reason = String(cString: strerror(errno))
  }

  var description: String { "\(path): \(reason)" }
}

/// Operations on a single blob file. Every function blocks.
enum BlobFile {
  private static let sealed: mode_t = 0o400
  private static let open: mode_t = 0o600

  static func create(at path: String, bytes: [UInt8]) throws {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, open)
    guard descriptor >= 0 else { throw FileFailure(path) }
    defer { close(descriptor) }
    do { try write(bytes, to: descriptor, path: path) } catch {
      unlink(path)
      throw error
    }
  }

  /// Appends all of the bytes or none.
  static func append(to path: String, bytes: [UInt8]) throws {
    let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0, let before = size(path) else { throw FileFailure(path) }
    defer { close(descriptor) }
    do { try write(bytes, to: descriptor, path: path) } catch {
      ftruncate(descriptor, before)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: CInt, path: String) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(path) }
      written += count
    }
  }

  /// - Returns: nil if there is no such regular file.
  static func read(_ path: String, offset: UInt64, count: Int) throws -> [UInt8]? {
    // Neither a link, which may lead to a key, nor a pipe, which would wait for its writer.
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ELOOP { return nil }
      throw FileFailure(path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let offset = off_t(exactly: offset) else { return [] }
    var got = 0
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while got < count {
        let more = pread(descriptor, buffer.baseAddress! + got, count - got, offset + off_t(got))
        if more < 0, errno == EINTR { continue }
        failed = more < 0
        guard more > 0 else { break }
        got += more
      }
      filled = got
    }
    if failed { throw FileFailure(path) }
    return bytes
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  static func size(_ path: String) -> Int? { status(path).map { Int($0.st_size) } }

  /// Whether a result refers to the blob; nil if the file does not exist.
  static func isSealed(_ path: String) -> Bool? {
    status(path).map { $0.st_mode & 0o777 == sealed }
  }

  /// Makes the file durable and read-only.
  static func seal(_ path: String) throws {
    guard chmod(path, sealed) == 0 else { throw FileFailure(path) }
    try synchronize(path)
  }

  /// Flushes a file, or the entries of a folder, to the disk.
  static func synchronize(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure(path) }
  }
}
