import HermesContract

/// The text of a manifest.
enum ManifestFile {
  static let maximumBytes = 1 << 20

  /// Blocks for the time of a read. A pipe or a device is refused and not waited for.
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
          ("it can't be read (\(reason))", "check the path and its rights")
        case .notRegular: ("it is not a regular file", "put a text file in its place")
        case .writableByOthers: ("it can be written by other users", "run: chmod o-w \(path)")
        case .untrusted(let fault): (fault.cause(about: path), fault.cure)
        case .tooLarge: ("it is larger than 1 MiB", "leave only the configuration in it")
        }
      throw ManifestError(file: path, cause: cause, cure: cure)
    }
  }
}
