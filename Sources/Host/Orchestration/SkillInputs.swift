import HermesContract

extension Skill {
  /// Whether content of a media type may be given to the skill: parameters do not count, and a mode
  /// may be a range such as `text/*`.
  func takes(_ mediaType: String) -> Bool {
    let type = Self.essence(mediaType)
    return inputModes.contains { mode in
      let mode = Self.essence(mode)
      guard mode.hasSuffix("/*") else { return mode == type }
      return mode == "*/*" || type.hasPrefix(mode.dropLast())
    }
  }

  /// Whether one of the artifact's parts may be given to the skill: artifacts are not taken apart.
  func takes(_ artifact: Artifact) -> Bool { artifact.parts.contains { takes($0.mediaType) } }

  private static func essence(_ mediaType: String) -> String {
    let type = mediaType.prefix { $0 != ";" }
    return type.filter { $0 != " " }.lowercased()
  }
}
