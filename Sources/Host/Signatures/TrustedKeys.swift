import HermesContract
import LibCrypto

/// The public keys whose signatures are accepted.
package struct TrustedKeys: Sendable, Equatable {
  private struct Key: Sendable, Equatable {
    let path: String
    let bytes: [UInt8]
  }

  private let keys: [Key]

  /// Reads public keys, one per PEM file, as `openssl pkey -pubout` writes them. Blocks for the
  /// duration of the reads.
  /// - Throws: the error of the first file that can't be used.
  package static func load(_ paths: [String]) throws(SignatureError) -> TrustedKeys {
    var keys: [Key] = []
    for path in paths { keys.append(Key(path: path, bytes: try publicKey(path))) }
    return TrustedKeys(keys: keys)
  }

  private static func publicKey(_ path: String) throws(SignatureError) -> [UInt8] {
    let file = try KeyFile(path, isTrusted: true)
    guard !file.isPrivate else {
      throw SignatureError(
        path, cause: "it is a private key, which does not belong on a server",
        cure: "use its public half: openssl pkey -in \(path) -pubout -out KEY.pub")
    }
    guard file.isPublic else {
      throw SignatureError(
        path, cause: "it is not a public key", cure: "make a key with: \(KeyFile.recipe)")
    }
    let read: (OpaquePointer) -> OpaquePointer? = { PEM_read_bio_PUBKEY($0, nil, nil, nil) }
    return try file.withKey(readBy: read) { key in
      var bytes = [UInt8](repeating: 0, count: Signature.keyBytes)
      var count = bytes.count
      guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == bytes.count else {
        return nil
      }
      return bytes
    }
  }

  /// Verifies content in memory. Pass the bytes that are used afterwards, such as the private copy
  /// that is loaded, and not those of a file that may change in between.
  /// - Parameters:
  ///   - library: the file that an error names.
  ///   - signature: the result of `Signature.read`.
  /// - Throws: if none of the keys made this signature of this content.
  package func verify(
    _ content: some Collection<UInt8>, of library: String, signature: [UInt8]
  ) throws(SignatureError) {
    let path = Signature.path(of: library)
    guard signature.count == Signature.bytes else {
      throw SignatureError(
        library,
        cause: "its signature \(path) has \(signature.count) bytes and not \(Signature.bytes)",
        cure: "sign it again: hermes agent sign \(library) --key KEY.pem")
    }
    if keys.contains(where: { Self.isMade(by: $0, signature: signature, content: content) }) {
      return
    }
    let tried = keys.isEmpty ? "none" : keys.map(\.path).joined(separator: ", ")
    throw SignatureError(
      library,
      cause:
        "its signature \(path) does not match: the library was changed after it was signed, or "
        + "not signed with a trusted key (tried: \(tried))",
      cure: "restore it, or sign it again with a key whose public half is in trusted_keys")
  }

  private static func isMade(
    by key: Key, signature: [UInt8], content: some Collection<UInt8>
  ) -> Bool {
    let answer = content.withContiguousStorageIfAvailable {
      isMade(by: key, signature: signature, content: $0)
    }
    return answer
      ?? Array(content).withUnsafeBufferPointer {
        isMade(by: key, signature: signature, content: $0)
      }
  }

  private static func isMade(
    by key: Key, signature: [UInt8], content: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    defer { ERR_clear_error() }
    guard
      let publicKey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key.bytes, key.bytes.count)
    else { return false }
    defer { EVP_PKEY_free(publicKey) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, publicKey) == 1 else { return false }
    // Only 1 means success: 0 is a mismatch, negative values are errors.
    return EVP_DigestVerify(
      context, signature, signature.count, content.baseAddress, content.count) == 1
  }
}
