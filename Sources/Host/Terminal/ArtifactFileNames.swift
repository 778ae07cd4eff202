import HermesContract

/// File names for artifacts: an agent may choose any name for its artifacts, but a file must stay
/// in its folder.
package struct ArtifactFileNames {
  /// Most file systems allow 255 bytes, which leaves room for a number.
  private static let maximumBytes = 200

  private var taken: Set<String> = []

  package init() {}

  /// A name that no other artifact has received: letters, digits and `._-` of the last path
  /// component, without leading dots.
  package mutating func nextName(for artifact: String) -> String {
    let name = Self.safeName(artifact)
    var number = 1
    var free = name
    while !taken.insert(free.lowercased()).inserted {
      number += 1
      free = Self.numbered(name, number: number)
    }
    return free
  }

  /// "report.md" becomes "report-2.md".
  package static func numbered(_ name: String, number: Int) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return "\(name)-\(number)"
    }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }

  private static func safeName(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
    var safe = ""
    for character in last.unicodeScalars.prefix(maximumBytes) {
      let isFit =
        character.properties.isAlphabetic || character.properties.numericType != nil
        || "._-".unicodeScalars.contains(character)
      safe.unicodeScalars.append(isFit ? character : "_")
    }
    let trimmed = safe.drop { $0 == "." || $0 == "-" }
    return trimmed.isEmpty ? "artifact" : String(trimmed).cut(toBytes: maximumBytes)
  }
}
