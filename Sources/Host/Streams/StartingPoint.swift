import HermesContract

/// From where a task's stream begins, and whether the client's own position could be taken.
package struct StartingPoint: Sendable {
  package let position: Int64
  /// Whether the stream goes on where the client was.
  package let isRecovered: Bool
  /// What the client has to be told of its position.
  package let gap: JSONValue?
  /// Whether nothing is to come: the task had ended and the client has everything.
  package let isComplete: Bool

  /// - Parameters:
  ///   - after: the last seq that the client has; nil if it asks for everything.
  ///   - epoch: the journal that this seq is of; nil if the client does not say.
  package init(_ task: TaskRecord, after: Int64?, epoch: String?, journal: String) {
    let asked = after ?? 0
    let reason = ControlFrame.gapReason(
      epoch: epoch, journal: journal, isBeyondEnd: asked > task.lastSeq)
    position = reason == nil ? asked : 0
    isRecovered = after != nil && reason == nil
    gap = reason.map {
      ControlFrame.gap(from: .int(asked.nextPosition), to: .int(0), reason: $0, task: task.id)
    }
    isComplete = task.status.isTerminal && position == task.lastSeq
  }
}
