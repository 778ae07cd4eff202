import Crypto
import Foundation
import Glibc
import HermesContract

/// Inspects the content of a library before anything else is done with it.
/// - Throws: why a library with this content, found at `path`, must not be opened.
package typealias LibraryCheck =
  @Sendable (_ content: [UInt8], _ path: String) throws(LibraryRefusal) -> Void

/// A library file that was read once, checked, and copied to a private file named by its digest.
/// What was checked is what is opened, whatever happens to the original in the meantime.
struct LibraryFile: Sendable {
  static let maximumBytes = 256 << 20

  let path: String
  /// SHA-256 of the content in hexadecimal.
  let digest: String
  /// Empty for a manifest, which is not opened.
  let copy: String
  /// The libraries of the Swift runtime to open before the copy; empty if it needs none, or is to
  /// find them itself.
  let runtime: [String]

  /// The file name without folder and extension.
  var name: String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }

  /// The manifest of a native library, which represents the library. Its reader has checked it.
  init(manifest path: String) throws(LibraryRefusal) {
    self.path = path
    guard let content = FileManager.default.contents(atPath: path) else {
      throw LibraryRefusal(path, cause: "it can't be read any more", cure: "put it back")
    }
    digest = Self.digest(content)
    copy = ""
    runtime = []
  }

  /// - Throws: if it cannot be read, or is too large; no more than the limit is read.
  private static func content(of path: String) throws(LibraryRefusal) -> Data {
    let content: Data
    do {
      let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw unreadable(path, reason: String(cString: strerror(errno)))
      }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      if let fault = TrustedPath.fault(path, openedAs: descriptor) {
        throw LibraryRefusal(fault, of: path)
      }
      guard try file.seekToEnd() <= UInt64(maximumBytes) else { throw tooLarge(path) }
      try file.seek(toOffset: 0)
      content = try file.read(upToCount: maximumBytes + 1) ?? Data()
    } catch let refusal as LibraryRefusal {
      throw refusal
    } catch {
      throw unreadable(path, reason: error.localizedDescription)
    }
    // It may have grown since its size was read.
    guard content.count <= maximumBytes else { throw tooLarge(path) }
    return content
  }

  private static func unreadable(_ path: String, reason: String) -> LibraryRefusal {
    LibraryRefusal(
      path, cause: "it can't be read (\(reason))",
      cure: "make it readable for the user that runs the server")
  }

  private static func tooLarge(_ path: String) -> LibraryRefusal {
    LibraryRefusal(
      path, cause: "it is larger than \(maximumBytes >> 20) MiB", cure: "strip it (strip -g)")
  }

  private static func digest(_ content: Data) -> String {
    SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
  }

  /// - Parameter runtime: the folder of the Swift runtime that agents use.
  init(
    path: String, copies: String, check: LibraryCheck? = nil, runtime: String? = nil
  ) throws(LibraryRefusal) {
    self.path = path
    try Self.refuseUntrusted(path, of: path)
    // Reading a pipe would block this and every other library.
    guard try Self.fileMode(of: path) & S_IFMT == S_IFREG else {
      throw LibraryRefusal(
        path, cause: "it is not a regular file", cure: "put the library itself there")
    }
    let content = try Self.content(of: path)
    let bytes = [UInt8](content)
    try check?(bytes, path)
    try Self.refuseImage(ElfImage(bytes), at: path)
    digest = Self.digest(content)
    copy = copies + "/" + digest + ".so"
    do {
      try FileManager.default.createDirectory(
        atPath: copies, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if (try? Data(contentsOf: URL(fileURLWithPath: copy))) != content {
        // A new file takes the name, so that an image that is already mapped is never written to.
        try content.write(to: URL(fileURLWithPath: copy), options: .atomic)
      }
    } catch {
      throw LibraryRefusal(
        path, cause: "its private copy \(copy) can't be written (\(error.localizedDescription))",
        cure: "check the space and the rights of the data directory")
    }
    let objects = try LoaderClosure.check(copy, of: path, runtime: runtime)
    self.runtime = runtime.map { folder in objects.filter { $0.hasPrefix(folder + "/") } } ?? []
  }

  private static func fileMode(of path: String) throws(LibraryRefusal) -> mode_t {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw LibraryRefusal(
        path, cause: "it can't be found (\(String(cString: strerror(errno))))",
        cure: "check the path")
    }
    return status.st_mode
  }

  /// A user who can change an opened file, or the path to it, can run code as the server.
  /// - Parameter file: the file that the refusal is about.
  static func refuseUntrusted(_ path: String, of file: String) throws(LibraryRefusal) {
    if let fault = TrustedPath.fault(path) { throw LibraryRefusal(fault, of: file) }
  }

  private static func refuseImage(_ image: ElfImage, at path: String) throws(LibraryRefusal) {
    if let fault = image.fault { throw LibraryRefusal(path, cause: fault.cause, cure: fault.cure) }
    let (folders, needed) = image.dependencies
    for folder in folders where folder.hasPrefix("/") {
      if let fault = SearchedFolders.fault(of: folder) {
        throw LibraryRefusal(
          path, cause: "it looks for its dependencies in \(folder): \(fault.path) \(fault.cause)",
          cure: fault.cure)
      }
    }
    for library in needed where library.hasPrefix("/") {
      try refuseUntrusted(library, of: path)
    }
  }
}
