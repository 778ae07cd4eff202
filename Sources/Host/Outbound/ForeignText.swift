/// What others say, as it may be shown.
package enum ForeignText {
  /// One short line without the secret.
  /// - Parameters:
  ///   - secret: empty if there is none.
  ///   - limit: characters.
  package static func line(_ text: String, without secret: String, limit: Int = 200) -> String {
    let open = secret.isEmpty ? text : text.replacing(secret, with: "***")
    let line = String(
      String.UnicodeScalarView(
        open.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
