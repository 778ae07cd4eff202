/// Questions to the owners of tasks.
package protocol InputStore: Sendable {
  /// The questions of a task, oldest first.
  func inputs(of task: TaskID) async throws -> [InputRecord]
  /// Open questions whose time has passed, the earliest expiry first; possibly not all of them.
  func expiredInputs(at now: Timestamp) async throws -> [OpenInput]
  /// When the next open question expires; nil if there is none.
  func nextInputExpiry() async throws -> Timestamp?
}
