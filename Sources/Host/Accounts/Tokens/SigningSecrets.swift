import Crypto
import Foundation
import HermesContract

/// The server's HMAC secrets by key id; several, so that keys can be rotated.
///
/// Stored in a file of mode 0600, which the first start creates. To rotate, add a key and make it
/// current; remove the old one when its last token has expired.
package struct SigningSecrets: Sendable, Codable {
  let current: String
  let keys: [String: Data]

  /// Reads the file, or creates it with a new key.
  /// - Throws: `StartupError` if the file can't be read or written, or has a key shorter than 32
  ///   bytes.
  package static func load(path: String) throws -> SigningSecrets {
    if FileManager.default.fileExists(atPath: path) {
      guard let data = FileManager.default.contents(atPath: path),
        let secrets = try? JSONDecoder().decode(SigningSecrets.self, from: data),
        secrets.keys[secrets.current] != nil, secrets.keys.values.allSatisfy({ $0.count >= 32 })
      else {
        throw StartupError(
          "\(path) can't be read as signing keys. Restore it, or delete it, after which everyone has to log in again."
        )
      }
      return secrets
    }
    let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let id = String(TaskID.random().text.prefix(8))
    let secrets = SigningSecrets(current: id, keys: [id: secret])
    guard
      FileManager.default.createFile(
        atPath: path, contents: try JSONEncoder().encode(secrets),
        attributes: [.posixPermissions: 0o600])
    else {
      throw StartupError("\(path) can't be written. Check the permissions of the data directory.")
    }
    return secrets
  }
}
