/// The media types of a skill as they are compared (`MediaModes.essence`), worked out once: each request is
/// compared with those of every card.
package final class SkillTypes: Sendable, Equatable {
  /// What it takes; may be ranges.
  package let inputs: [String]
  /// What it gives; may be ranges.
  package let outputs: [String]
  /// What it gives, apart from words.
  package let material: [String]
  /// Whether words are enough for it.
  package let takesWords: Bool
  /// Takes and gives the same, and nothing of words alone: it improves what another made. A range alone
  /// says nothing of that.
  package let isRefiner: Bool
  /// Whether it makes code of words.
  package let makesCode: Bool

  package init(inputModes: [String], outputModes: [String]) {
    let (inputs, outputs) = (
      inputModes.map(MediaModes.essence), outputModes.map(MediaModes.essence)
    )
    self.inputs = inputs
    self.outputs = outputs
    material = outputs.filter { $0 != Part.plainText }
    takesWords = inputs.contains { MediaModes.range($0, covers: Part.plainText) }
    isRefiner = !takesWords && inputs.contains { !$0.hasSuffix("*") && outputs.contains($0) }
    makesCode = takesWords && outputModes.contains(where: MediaModes.isSource)
  }

  package static func == (left: SkillTypes, right: SkillTypes) -> Bool {
    left === right || left.inputs == right.inputs && left.outputs == right.outputs
  }

  /// - Parameter types: as `MediaModes.essence` gives them.
  package func takes(anyOf types: some Sequence<String>) -> Bool {
    types.contains { type in inputs.contains { MediaModes.range($0, covers: type) } }
  }

  /// Whether it gives something that `other` takes, apart from words.
  package func feeds(_ other: SkillTypes) -> Bool {
    material.contains { type in
      other.inputs.contains {
        MediaModes.range($0, covers: type) || MediaModes.range(type, covers: $0)
      }
    }
  }
}
