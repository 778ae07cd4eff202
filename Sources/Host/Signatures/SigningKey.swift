import LibCrypto

/// A private Ed25519 key.
package struct SigningKey: Sendable {
  private let bytes: [UInt8]

  /// Reads a key as `openssl genpkey -algorithm ed25519` writes it, without a passphrase. Blocks
  /// for the duration of the read.
  package init(path: String) throws(SignatureError) {
    let file = try KeyFile(path)
    guard file.isPrivate else {
      throw SignatureError(
        path, cause: "it is not a private key", cure: "sign with the private key that belongs to it"
      )
    }
    guard !file.isEncrypted else {
      throw SignatureError(
        path, cause: "it is encrypted, and passphrases are not supported",
        cure: "sign with openssl pkeyutl (docs/signatures.md)")
    }
    // Without a callback, libcrypto would ask for a passphrase at the terminal.
    let refuse:
      @convention(c) (UnsafeMutablePointer<CChar>?, CInt, CInt, UnsafeMutableRawPointer?)
        -> CInt = { _, _, _, _ in -1 }
    let read: (OpaquePointer) -> OpaquePointer? = { PEM_read_bio_PrivateKey($0, nil, refuse, nil) }
    bytes = try file.withKey(readBy: read) { key in
      var bytes = [UInt8](repeating: 0, count: Signature.keyBytes)
      var count = bytes.count
      guard EVP_PKEY_get_raw_private_key(key, &bytes, &count) == 1, count == bytes.count else {
        return nil
      }
      return bytes
    }
  }

  /// The 64-byte signature of the content; nil only if libcrypto is out of memory.
  package func sign(_ content: [UInt8]) -> [UInt8]? {
    defer { ERR_clear_error() }
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
      return nil
    }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Signature.bytes)
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      EVP_DigestSign(context, &signature, &count, content, content.count) == 1,
      count == signature.count
    else { return nil }
    return signature
  }
}
