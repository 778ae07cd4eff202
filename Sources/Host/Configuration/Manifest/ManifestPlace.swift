/// Formats the dotted name of a key, quoted where TOML requires it; list elements count from 1.
enum ManifestPlace {
  static func dottedPath(_ keys: [String]) -> String { keys.map(quotedKey).joined(separator: ".") }

  private static func quotedKey(_ key: String) -> String {
    let isBare =
      !key.isEmpty
      && key.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    return isBare ? key : "\"\(key)\""
  }
}
