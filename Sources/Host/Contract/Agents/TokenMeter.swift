/// Counts the model tokens that each user's tasks use.
package protocol TokenMeter: Sendable {
  /// - Returns: why the user may not use a model now; nil if it may.
  func tokenFault(of user: UserID) async throws -> HermesError?
  /// Adds tokens to the user's count of the day.
  func count(tokens: Int, of user: UserID) async throws
}
