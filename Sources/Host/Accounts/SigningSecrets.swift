import Crypto
import Foundation
import HermesContract

/// The HMAC secrets of the server by key id: several, so that keys can be rotated.
///
/// Kept in a file of mode 0600, made at the first start. To rotate, add a key and make it current;
/// remove the old one when its last token has expired.
package struct SigningSecrets: Sendable, Codable {
  let current: String
  let keys: [String: Data]

  /// - Throws: `StartupError` if the file can't be read, written, or has a key under 32 bytes.
  package static func load(path: String) throws -> SigningSecrets {
    if FileManager.default.fileExists(atPath: path) {
      guard let data = FileManager.default.contents(atPath: path),
        let secrets = try? JSONDecoder().decode(SigningSecrets.self, from: data),
        secrets.keys[secrets.current] != nil, secrets.keys.values.allSatisfy({ $0.count >= 32 })
      else {
        throw StartupError(
          "\(path) can't be read as signing keys. Restore it, or delete it: then everybody logs in again."
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
    else { throw StartupError("\(path) can't be written. Check the rights of the data directory.") }
    return secrets
  }
}
