import HermesContract

/// Reads the text of a manifest.
enum ManifestFile {
  static let maximumBytes = 1 << 20

  /// Blocks for the duration of the read. A pipe or a device is refused without waiting.
  static func readText(at path: String) throws(ManifestError) -> String {
    let bytes = try readBytes(at: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestError(file: path, cause: "it is not UTF-8", cure: "save it as UTF-8")
    }
    return text
  }

  private static func readBytes(at path: String) throws(ManifestError) -> [UInt8] {
    do { return try BoundedFile.read(path, maximum: maximumBytes, isTrusted: true) } catch {
      let (cause, cure) =
        switch error {
        case .unreadable(let reason):
          ("it can't be read (\(reason))", "check the path and its permissions")
        case .notRegular: ("it is not a regular file", "replace it with a text file")
        case .writableByOthers: ("it can be written by other users", "run: chmod o-w \(path)")
        case .untrusted(let fault): (fault.cause(about: path), fault.cure)
        case .tooLarge: ("it is larger than 1 MiB", "leave only the configuration in it")
        }
      throw ManifestError(file: path, cause: cause, cure: cure)
    }
  }
}
