/// Why a manifest can't be used: one line that names the file, the cause and the remedy.
package struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path of the manifest.
  package let file: String
  /// What is wrong, as a clause; without control characters, at most 300 characters.
  package let cause: String
  /// What to do about it, as an imperative.
  package let cure: String

  package init(file: String, cause: String, cure: String) {
    self.file = file
    self.cause = Self.oneLine(cause)
    self.cure = cure
  }

  /// File, cause and cure in one line.
  package var description: String { "\(file): \(cause); \(cure)" }

  /// Text of a manifest appears in logs: escape control characters and shorten long text.
  private static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(300) {
      let isControl = scalar.properties.generalCategory == .control
      line += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return text.unicodeScalars.count > 300 ? line + "…" : line
  }
}
