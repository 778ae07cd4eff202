import Foundation
import HermesContract
import NIOPosix

extension SecretPlace {
  private static let maximumBytes = 16 << 10

  /// Why there is no key. The text continues a sentence that begins with "the key", and never
  /// contains the key.
  package struct Refusal: Error, Sendable {
    /// A verb phrase, followed by the remedy.
    package let reason: String
  }

  /// Reads the key each time it is needed, so that keys can change.
  package func read() async throws(Refusal) -> String {
    switch self {
    case .environment(let variable):
      guard let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
        throw Refusal(
          reason:
            "is expected in the server's environment variable \(variable), which is not set. Set it and restart the server."
        )
      }
      return try Self.checked(value, place: "the variable \(variable)")
    case .file(let path):
      // File access may block, so it runs on a thread pool.
      let result = try? await NIOThreadPool.singleton.runIfActive {
        Result { () throws(BoundedFile.Refusal) in
          try BoundedFile.read(path, maximum: Self.maximumBytes, isTrusted: true)
        }
      }
      if case .failure(.untrusted(let fault))? = result {
        throw Refusal(
          reason:
            "is not read from \(path): \(fault.cause(about: path)). To fix it, \(fault.cure).")
      }
      guard case .success(let bytes)? = result else {
        throw Refusal(
          reason:
            "can't be read from \(path). It has to be a readable file that others can't write, of at most 16 KiB."
        )
      }
      let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
      return try Self.checked(String(decoding: line, as: UTF8.self), place: "the file \(path)")
    }
  }

  private static func checked(_ key: String, place: String) throws(Refusal) -> String {
    guard isKey(key) else {
      throw Refusal(reason: "in \(place) is not valid: it has to be one line of visible ASCII.")
    }
    return key
  }
}
