import Crypto
import Foundation
import Glibc

/// Looks at the content of a library before anything else is done with it.
/// - Throws: why a library with this content, found at `path`, is not to be opened.
package typealias LibraryCheck =
  @Sendable (_ content: [UInt8], _ path: String) throws(LibraryRefusal) -> Void

/// A library file as it was found: read once, checked, and copied to a private file named by its
/// digest. What was checked is what is opened, whatever happens to the original meanwhile.
struct LibraryFile: Sendable {
  static let maximumBytes = 256 << 20

  let path: String
  /// SHA-256 of the content in hexadecimal.
  let digest: String
  /// Empty for a manifest, of which nothing is opened.
  let copy: String

  /// The manifest of a native library, which stands for it: its reader has checked it.
  init(manifest path: String) throws(LibraryRefusal) {
    self.path = path
    guard let content = FileManager.default.contents(atPath: path) else {
      throw LibraryRefusal(path, "it can't be read any more", cure: "put it back")
    }
    digest = Self.digest(content)
    copy = ""
  }

  private static func digest(_ content: Data) -> String {
    SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
  }

  init(path: String, copies: String, check: LibraryCheck? = nil) throws(LibraryRefusal) {
    self.path = path
    let mode = try Self.refuseWritable(path, of: path)
    // A pipe would be waited for, and with it every other library.
    guard mode & S_IFMT == S_IFREG else {
      throw LibraryRefusal(path, "it is not a regular file", cure: "put the library itself there")
    }
    try Self.refuseWritable((path as NSString).deletingLastPathComponent, of: path)
    let content: Data
    do { content = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw LibraryRefusal(
        path, "it can't be read (\(error.localizedDescription))",
        cure: "make it readable for the user that runs the server")
    }
    guard content.count <= Self.maximumBytes else {
      throw LibraryRefusal(
        path, "it is larger than \(Self.maximumBytes >> 20) MiB", cure: "strip it (strip -g)")
    }
    try check?([UInt8](content), path)
    try ElfImage(content).check(path: path)
    digest = Self.digest(content)
    copy = copies + "/" + digest + ".so"
    do {
      try FileManager.default.createDirectory(
        atPath: copies, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if (try? Data(contentsOf: URL(fileURLWithPath: copy))) != content {
        // A new file takes the name: an image that is mapped already is never written to.
        try content.write(to: URL(fileURLWithPath: copy), options: .atomic)
      }
    } catch {
      throw LibraryRefusal(
        path, "its private copy \(copy) can't be written (\(error.localizedDescription))",
        cure: "check the space and the rights of the data directory")
    }
  }

  /// Whoever can write a library or its folder can run code as the server.
  /// - Returns: the mode of the file.
  @discardableResult
  private static func refuseWritable(
    _ path: String, of library: String
  ) throws(LibraryRefusal) -> mode_t {
    var status = stat()
    guard stat(path.isEmpty ? "." : path, &status) == 0 else {
      throw LibraryRefusal(
        library, "it can't be found (\(String(cString: strerror(errno))))",
        cure: "check the path")
    }
    if status.st_mode & S_IWOTH != 0 {
      throw LibraryRefusal(
        library, "\(path) can be written by other users", cure: "run: chmod o-w \(path)")
    }
    return status.st_mode
  }
}
