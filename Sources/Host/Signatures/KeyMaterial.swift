import HermesContract

/// Reads the files of keys and signatures.
enum KeyMaterial {
  /// Blocks for the duration of the read.
  /// - Parameter isTrusted: as for `BoundedFile.read`.
  static func read(
    _ path: String, maximum: Int, isTrusted: Bool = false
  ) throws(SignatureError) -> [UInt8] {
    do { return try BoundedFile.read(path, maximum: maximum, isTrusted: isTrusted) } catch {
      let (cause, cure) =
        switch error {
        case .unreadable(let reason):
          ("it can't be read (\(reason))", "check the path and its permissions")
        case .notRegular: ("it is not a regular file", "check the path")
        case .writableByOthers: ("it can be written by other users", "run: chmod o-w \(path)")
        case .untrusted(let fault): (fault.cause(about: path), fault.cure)
        case .tooLarge: ("it is larger than \(maximum) bytes", "check that it is the right file")
        }
      throw SignatureError(path, cause: cause, cure: cure)
    }
  }
}
