import HermesContract

/// Where a task's stream begins, and whether the client's own position could be used.
package struct StartingPoint: Sendable {
  /// The seq after which it begins.
  package let position: Int64
  /// Whether the stream continues where the client was.
  package let isRecovered: Bool
  /// The gap frame that explains to the client why its position was not used.
  package let gap: JSONValue?
  /// Whether no events will follow: the task has ended and the client has everything.
  package let isComplete: Bool

  /// - Parameters:
  ///   - after: the last seq that the client has; nil if it requests everything.
  ///   - epoch: the journal that this seq belongs to; nil if the client does not say.
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
