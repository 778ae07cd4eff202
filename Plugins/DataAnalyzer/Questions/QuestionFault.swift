/// Why a wish can't be met, for whoever asked.
struct QuestionFault: Error, Sendable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
