import Glibc
import LibCrypto

/// A PEM file with one Ed25519 key.
struct KeyFile {
  /// What a key file must be, for the remedy of an error.
  static let recipe =
    "openssl genpkey -algorithm ed25519 -out KEY.pem; openssl pkey -in KEY.pem -pubout -out KEY.pub"

  let path: String
  let text: String

  /// Blocks for the time of a read.
  /// - Parameter isTrusted: as `BoundedFile.read` has it.
  init(_ path: String, isTrusted: Bool = false) throws(SignatureError) {
    self.path = path
    let bytes = try KeyMaterial.read(path, maximum: 64 << 10, isTrusted: isTrusted)
    guard let text = String(validating: bytes, as: UTF8.self), text.contains("-----BEGIN ") else {
      throw SignatureError(
        path, cause: "it is no PEM file", cure: "make a key with: \(Self.recipe)")
    }
    guard text.split(separator: "-----BEGIN ", omittingEmptySubsequences: false).count == 2 else {
      throw SignatureError(
        path, cause: "it holds more than one key or certificate",
        cure: "give each key a file of its own")
    }
    self.text = text
  }

  var isPrivate: Bool { text.contains("PRIVATE KEY-----") }
  var isEncrypted: Bool { text.contains("ENCRYPTED") }
  var isPublic: Bool { text.contains("-----BEGIN PUBLIC KEY-----") }

  /// Calls `body` with the key that `read` finds; it is freed afterwards.
  func withKey<Value>(
    readBy read: (OpaquePointer) -> OpaquePointer?, _ body: (OpaquePointer) -> Value?
  ) throws(SignatureError) -> Value {
    let found = text.withCString { bytes -> Result<Value, SignatureError> in
      guard let source = BIO_new_mem_buf(bytes, -1) else { return .failure(unusable) }
      defer { BIO_free(source) }
      // What libcrypto thinks of a bad file must not stay on this thread for somebody else to read.
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
