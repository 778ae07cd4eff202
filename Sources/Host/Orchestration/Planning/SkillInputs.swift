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

  /// Whether one of the artifact's parts may be given to the skill. Artifacts are passed whole.
  func takes(_ artifact: Artifact) -> Bool { artifact.parts.contains { takes($0.mediaType) } }

  /// Whether words alone are enough for the skill.
  var takesWords: Bool { types.takesWords }

  /// Whether it produces something that `other` takes, besides words.
  func feeds(_ other: Skill) -> Bool { types.feeds(other.types) }

  /// Whether it produces content of one of the media types.
  func gives(anyOf mediaTypes: some Sequence<String>) -> Bool {
    MediaModes.overlap(outputModes, with: mediaTypes)
  }

  /// Whether it takes and produces the same type, and nothing from words alone: it improves
  /// another's result. A range such as `text/*` does not count.
  var isRefiner: Bool { types.isRefiner }

  /// Whether it would make from words what is already given, and cannot work on that.
  func isMaker(of given: some Sequence<String>) -> Bool {
    takesWords && gives(anyOf: given.filter { !takes($0) })
  }

  /// Whether it makes code from words.
  var makesCode: Bool { types.makesCode }
}

extension Part {
  var isSource: Bool { MediaModes.isSource(mediaType) }
}
