import Glibc
import LibCrypto

/// A PEM file with one Ed25519 key.
struct KeyFile {
  /// How to create a key file, for the remedy of an error.
  static let recipe =
    "openssl genpkey -algorithm ed25519 -out KEY.pem; openssl pkey -in KEY.pem -pubout -out KEY.pub"

  let path: String
  let text: String

  /// Blocks for the duration of the read.
  /// - Parameter isTrusted: as for `BoundedFile.read`.
  init(_ path: String, isTrusted: Bool = false) throws(SignatureError) {
    self.path = path
    let bytes = try KeyMaterial.read(path, maximum: 64 << 10, isTrusted: isTrusted)
    guard let text = String(validating: bytes, as: UTF8.self), text.contains("-----BEGIN ") else {
      throw SignatureError(
        path, cause: "it is not a PEM file", cure: "make a key with: \(Self.recipe)")
    }
    guard text.split(separator: "-----BEGIN ", omittingEmptySubsequences: false).count == 2 else {
      throw SignatureError(
        path, cause: "it holds more than one key or certificate",
        cure: "give each key a separate file")
    }
    self.text = text
  }

  var isPrivate: Bool { text.contains("PRIVATE KEY-----") }
  var isEncrypted: Bool { text.contains("ENCRYPTED") }
  var isPublic: Bool { text.contains("-----BEGIN PUBLIC KEY-----") }

  /// Calls `body` with the key that `read` returns, and frees the key afterwards.
  func withKey<Value>(
    readBy read: (OpaquePointer) -> OpaquePointer?, _ body: (OpaquePointer) -> Value?
  ) throws(SignatureError) -> Value {
    let found = text.withCString { bytes -> Result<Value, SignatureError> in
      guard let source = BIO_new_mem_buf(bytes, -1) else { return .failure(unusable) }
      defer { BIO_free(source) }
      // Clear libcrypto's error queue, so that errors of a bad file do not affect other users of
      // this thread.
      defer { ERR_clear_error() }
      guard let key = read(source) else { return .failure(unusable) }
      defer { EVP_PKEY_free(key) }
      guard EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 else {
        let name = OBJ_nid2sn(EVP_PKEY_get_base_id(key)).map { String(cString: $0) }
        return .failure(
          SignatureError(
            path, cause: "its key is \(name ?? "of another kind") and not Ed25519",
            cure: "make a key with: \(Self.recipe)"))
      }
      guard let value = body(key) else { return .failure(unusable) }
      return .success(value)
    }
    return try found.get()
  }

  private var unusable: SignatureError {
    SignatureError(
      path, cause: "libcrypto can't read its key", cure: "make a key with: \(Self.recipe)")
  }
}
