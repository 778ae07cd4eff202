import HermesContract
import Hummingbird

extension HTTPServices {
  /// Reads the body of a user's request, in a way that many large bodies of one user do not delay
  /// others.
  func readBody(
    of request: Request, shape: BodyShape, user: UserID, context: HermesContext
  ) async throws -> RequestBody {
    let bytes = try await RequestBody.collect(request, upTo: shape.maximumBytes)
    // The line of a user's bodies is limited by the bytes that a client may hold.
    defer { context.heldBody?.giveBack() }
    return try await tasks.bodies.run(of: user, bytes: bytes.count) {
      try RequestBody(bytes, of: request, shape: shape)
    }
  }
}
