import HermesContract

/// The files of keys and signatures.
enum KeyMaterial {
  /// Blocks for the time of a read.
  static func read(_ path: String, maximum: Int) throws(SignatureError) -> [UInt8] {
    do { return try BoundedFile.read(path, maximum: maximum) } catch {
      let (cause, cure) =
        switch error {
        case .unreadable(let reason):
          ("it can't be read (\(reason))", "check the path and its rights")
        case .notRegular: ("it is not a regular file", "check the path")
        case .writableByOthers: ("it can be written by other users", "run: chmod o-w \(path)")
        case .tooLarge: ("it is larger than \(maximum) bytes", "check that it is the right file")
        }
      throw SignatureError(path, cause, cure: cure)
    }
  }
}
