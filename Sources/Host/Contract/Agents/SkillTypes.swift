/// The media types of a skill, normalized for comparison (`MediaModes.essence`) once, because each
/// request is compared with those of every card.
package final class SkillTypes: Sendable, Equatable {
  /// The types that the skill accepts; may be ranges.
  package let inputs: [String]
  /// The types that the skill produces; may be ranges.
  package let outputs: [String]
  /// The types that the skill produces, except plain text.
  package let material: [String]
  /// Whether plain text suffices as its input.
  package let takesWords: Bool
  /// Whether it accepts a type that it also produces and does not accept plain text alone, so that
  /// it improves what another skill made. Ranges are not considered for this.
  package let isRefiner: Bool
  /// Whether it produces source code from plain text.
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

  /// Compares the normalized types.
  package static func == (left: SkillTypes, right: SkillTypes) -> Bool {
    left === right || left.inputs == right.inputs && left.outputs == right.outputs
  }

  /// Whether the skill accepts one of the types.
  /// - Parameter types: as `MediaModes.essence` returns them.
  package func takes(anyOf types: some Sequence<String>) -> Bool {
    types.contains { type in inputs.contains { MediaModes.range($0, covers: type) } }
  }

  /// Whether it produces something other than plain text that `other` accepts.
  package func feeds(_ other: SkillTypes) -> Bool {
    material.contains { type in
      other.inputs.contains {
        MediaModes.range($0, covers: type) || MediaModes.range(type, covers: $0)
      }
    }
  }
}
