import HermesContract

extension Skill {
  /// Whether content of a media type may be given to the skill.
  func takes(_ mediaType: String) -> Bool { MediaModes.cover(inputModes, mediaType) }

  /// Whether content of one of the media types may be given to the skill.
  func takes(anyOf mediaTypes: some Sequence<String>) -> Bool { mediaTypes.contains(where: takes) }

  /// Whether one of the artifact's parts may be given to the skill: artifacts are not taken apart.
  func takes(_ artifact: Artifact) -> Bool { artifact.parts.contains { takes($0.mediaType) } }

  /// Whether words are enough for it.
  var takesWords: Bool { takes(Part.plainText) }

  /// Whether it gives something that `other` takes, apart from words.
  func feeds(_ other: Skill) -> Bool {
    let material = outputModes.filter { MediaModes.essence(of: $0) != Part.plainText }
    return MediaModes.overlap(other.inputModes, material)
  }

  /// Whether it makes content of one of the media types.
  func gives(anyOf mediaTypes: some Sequence<String>) -> Bool {
    MediaModes.overlap(outputModes, mediaTypes)
  }

  /// Takes and gives the same, and nothing of words alone: it improves what another made. A range alone
  /// says nothing of that.
  var isRefiner: Bool {
    !takesWords && inputModes.contains { !$0.hasSuffix("*") && MediaModes.name(outputModes, $0) }
  }

  /// Makes of words what is there already, which it can't work on.
  func isMaker(of given: some Sequence<String>) -> Bool {
    takesWords && gives(anyOf: given.filter { !takes($0) })
  }

  /// Makes code of words.
  var makesCode: Bool { takesWords && outputModes.contains(where: MediaModes.isSource) }
}

extension Part {
  var isSource: Bool { MediaModes.isSource(mediaType) }
}
