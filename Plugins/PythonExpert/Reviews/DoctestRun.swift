/// The result of doctests.py.
struct DoctestRun: Decodable, Sendable {
  struct Failure: Decodable, Sendable {
    let name: String
    let line: Int?
    let detail: String

    var text: String { (line.map { "line \($0), " } ?? "") + "in \(name): \(detail)" }
  }

  /// Set if the module raised an error when it was loaded; the other members are then missing.
  let loadError: String?
  let attempted: Int?
  let failed: Int?
  let failures: [Failure]?

  private enum CodingKeys: String, CodingKey {
    case loadError = "load_error"
    case attempted, failed, failures
  }
}
