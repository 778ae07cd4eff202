import HermesContract

extension Skill {
  /// Whether content of a media type may be given to the skill.
  func takes(_ mediaType: String) -> Bool { MediaModes.cover(inputModes, mediaType) }

  /// Whether one of the artifact's parts may be given to the skill: artifacts are not taken apart.
  func takes(_ artifact: Artifact) -> Bool { artifact.parts.contains { takes($0.mediaType) } }
}
