/// Why a wish can't be met, for the user.
struct QuestionFault: Error, Sendable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
