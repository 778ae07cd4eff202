/// How the modes of a card and the media types of parts are compared: parameters do not count, and a
/// mode may be a range such as `text/*`.
package enum MediaModes {
  package static func cover(_ modes: [String], _ mediaType: String) -> Bool {
    let type = essence(mediaType)
    return modes.contains { mode in
      let mode = essence(mode)
      guard mode.hasSuffix("/*") else { return mode == type }
      return mode == "*/*" || type.hasPrefix(mode.dropLast())
    }
  }

  private static func essence(_ mediaType: String) -> String {
    let type = mediaType.prefix { $0 != ";" }
    return type.filter { $0 != " " }.lowercased()
  }
}

extension Skill {
  /// Whether artifacts were made and none of them has a part of a type that the skill's card names. What
  /// comes beside those is nobody's loss.
  package func breaksPromise(with artifacts: [Artifact]) -> Bool {
    !artifacts.isEmpty
      && !artifacts.contains { artifact in
        artifact.parts.contains { MediaModes.cover(outputModes, $0.mediaType) }
      }
  }
}
