/// Whether a client prefers events as `text/event-stream` (RFC 9110, section 12.5.1).
enum EventStreamNegotiation {
  private static let stream = ["text/event-stream", "text/*", "*/*"]
  private static let page = ["application/json", "application/*", "*/*"]

  /// At equal quality the more specific range wins, and otherwise the JSON page.
  static func prefersStream(_ accept: String?) -> Bool {
    guard let accept else { return false }
    var best: [String: Double] = [:]
    for range in accept.split(separator: ",") {
      let fields = range.split(separator: ";").map { $0.lowercased().filter { $0 != " " } }
      guard let type = fields.first else { continue }
      let quality = fields.dropFirst().first { $0.hasPrefix("q=") }
        .flatMap { Double($0.dropFirst(2)) }
      best[type] = min(1, max(0, quality ?? 1))
    }
    func preference(for names: [String]) -> (quality: Double, closeness: Int) {
      for (index, name) in names.enumerated() {
        if let quality = best[name] { return (quality, names.count - index) }
      }
      return (0, 0)
    }
    let (stream, page) = (preference(for: stream), preference(for: page))
    return stream.quality > 0 && (stream.quality, stream.closeness) > (page.quality, page.closeness)
  }
}
