/// Compares the modes of a card with the media types of parts (RFC 9110, section 12.5.1):
/// parameters and case are ignored, a mode may be a range such as `text/*`, and `text/x-csv` equals
/// `text/csv` (RFC 6648).
package enum MediaModes {
  /// Whether one of `modes`, which may be ranges, covers a media type.
  package static func isCovered(by modes: [String], mediaType: String) -> Bool {
    let type = essence(of: mediaType)
    return modes.contains { range(essence(of: $0), covers: type) }
  }

  /// Whether some media type matches both one of `modes` and one of `others`; either may contain
  /// ranges.
  package static func overlap(_ modes: [String], with others: some Sequence<String>) -> Bool {
    let modes = modes.map(essence)
    return others.map(essence).contains { other in
      modes.contains { range($0, covers: other) || range(other, covers: $0) }
    }
  }

  /// Lower-case, without parameters and without the `x-` of unregistered names.
  package static func essence(of mediaType: String) -> String {
    var mediaType = mediaType
    return mediaType.withUTF8 { bytes in
      // Reads each byte once and writes directly into the string: every request is compared with
      // the types of all cards.
      String(unsafeUninitializedCapacity: bytes.count) { essence in
        var count = 0
        var slash: Int?
        for byte in bytes {
          if byte == UInt8(ascii: ";") { break }
          if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { continue }
          let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          essence[count] = isCapital ? byte | 0x20 : byte
          count += 1
          if byte == UInt8(ascii: "/"), slash == nil { slash = count }
          if let slash, count == slash + 2, essence[slash] == UInt8(ascii: "x"),
            essence[slash + 1] == UInt8(ascii: "-")
          {
            count = slash
          }
        }
        return count
      }
    }
  }

  /// Whether the type is source code: `text/x-…` is the traditional form of such names.
  package static func isSource(_ mediaType: String) -> Bool {
    let type = mediaType.prefix { $0 != ";" }.lowercased()
    return type.hasPrefix("text/x-")
      && !["text/x-csv", "text/x-tsv", "text/x-markdown", "text/x-md", "text/x-text"].contains(type)
  }

  /// Whether a range or a type covers a type; both as `essence` returns them.
  static func range(_ range: String, covers type: String) -> Bool {
    guard range.hasSuffix("/*") else { return range == type }
    return range == "*/*" || type.hasPrefix(range.dropLast())
  }
}

extension Skill {
  /// Whether artifacts were produced but none has a part of a type that the skill's card declares.
  /// Additional artifacts of other types do no harm.
  package func breaksPromise(with artifacts: [Artifact]) -> Bool {
    !artifacts.isEmpty
      && !artifacts.contains { artifact in
        artifact.parts.contains { MediaModes.isCovered(by: outputModes, mediaType: $0.mediaType) }
      }
  }
}
