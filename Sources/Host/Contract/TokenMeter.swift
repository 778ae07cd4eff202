/// Counts the tokens of models that each user's tasks take.
package protocol TokenMeter: Sendable {
  /// - Returns: why the user may ask no model now; nil if it may.
  func tokenFault(of user: UserID) async throws -> HermesError?
  func count(tokens: Int, of user: UserID) async throws
}
