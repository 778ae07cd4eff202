import HermesContract

extension Skill {
  /// Whether content of a media type may be given to the skill.
  func takes(_ mediaType: String) -> Bool {
    types.takes(anyOf: [MediaModes.essence(of: mediaType)])
  }

  /// Whether content of one of the media types may be given to the skill.
  func takes(anyOf mediaTypes: some Sequence<String>) -> Bool {
    types.takes(anyOf: mediaTypes.lazy.map(MediaModes.essence))
  }

  /// Whether one of the artifact's parts may be given to the skill: artifacts are not taken apart.
  func takes(_ artifact: Artifact) -> Bool { artifact.parts.contains { takes($0.mediaType) } }

  /// Whether words are enough for it.
  var takesWords: Bool { types.takesWords }

  /// Whether it gives something that `other` takes, apart from words.
  func feeds(_ other: Skill) -> Bool { types.feeds(other.types) }

  /// Whether it makes content of one of the media types.
  func gives(anyOf mediaTypes: some Sequence<String>) -> Bool {
    MediaModes.overlap(outputModes, with: mediaTypes)
  }

  /// Takes and gives the same, and nothing of words alone: it improves what another made. A range alone
  /// says nothing of that.
  var isRefiner: Bool { types.isRefiner }

  /// Makes of words what is there already, which it can't work on.
  func isMaker(of given: some Sequence<String>) -> Bool {
    takesWords && gives(anyOf: given.filter { !takes($0) })
  }

  /// Makes code of words.
  var makesCode: Bool { types.makesCode }
}

extension Part {
  var isSource: Bool { MediaModes.isSource(mediaType) }
}
