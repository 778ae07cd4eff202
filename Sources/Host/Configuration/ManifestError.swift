/// Why a manifest can't be used: one line naming file, cause and cure.
package struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let cause: String
  package let cure: String

  package init(file: String, cause: String, cure: String) {
    self.file = file
    self.cause = Self.oneLine(cause)
    self.cure = cure
  }

  package var description: String { "\(file): \(cause); \(cure)" }

  /// What a manifest holds is shown in a log: without control characters, and not whole if it is
  /// long.
  private static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(300) {
      let isControl = scalar.properties.generalCategory == .control
      line += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return text.unicodeScalars.count > 300 ? line + "…" : line
  }
}
