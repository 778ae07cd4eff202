import Glibc

/// The detached signature of a library: `NAME.so.sig`, 64 raw bytes.
package enum Signature {
  package static let bytes = 64
  static let keyBytes = 32

  /// Where the signature of a file lies.
  package static func path(of library: String) -> String { library + ".sig" }

  /// Reads the signature of a library; its length is checked by `TrustedKeys.verify`.
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
