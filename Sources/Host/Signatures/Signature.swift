import Glibc

/// The detached signature of a library: `NAME.so.sig`, 64 raw bytes.
package enum Signature {
  /// The length of a signature.
  package static let bytes = 64
  static let keyBytes = 32

  /// The path of a file's signature.
  package static func path(of library: String) -> String { library + ".sig" }

  /// Reads the signature of a library; `TrustedKeys.verify` checks its length.
  /// - Throws: if there is none, or it can't be read.
  package static func read(of library: String) throws(SignatureError) -> [UInt8] {
    let path = path(of: library)
    guard access(path, F_OK) == 0 || errno != ENOENT else {
      throw SignatureError(
        library, cause: "it is not signed (there is no \(path))",
        cure: "sign it: hermes agent sign \(library) --key KEY.pem")
    }
    return try KeyMaterial.read(path, maximum: 4096)
  }
}
