/// The answer of review.py about a module, without running it.
struct StaticReview: Decodable, Sendable {
  struct Finding: Decodable, Sendable {
    let line: Int
    let rule: String
    let severity: String
    let message: String
  }

  struct Function: Decodable, Sendable {
    let name: String
    let line: Int
    let complexity: Int
    let lines: Int
  }

  let python: String
  /// Set if the module doesn't compile; the other members are then missing.
  let syntaxError: String?
  let findings: [Finding]?
  let complexity: [Function]?
  let fixed: String?
  let fixes: [String]?

  private enum CodingKeys: String, CodingKey {
    case syntaxError = "syntax_error"
    case python, findings, complexity, fixed, fixes
  }
}
