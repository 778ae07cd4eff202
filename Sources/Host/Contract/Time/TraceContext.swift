/// The position of a piece of work in a trace (W3C Trace Context, level 1).
package struct TraceContext: Sendable, Equatable {
  /// 32 hexadecimal digits.
  package let trace: String
  /// 16 hexadecimal digits that identify this span.
  package let span: String
  /// Whether the trace is recorded.
  package let isSampled: Bool

  private init(trace: String, span: String, isSampled: Bool) {
    self.trace = trace
    self.span = span
    self.isSampled = isSampled
  }

  /// The first span of a new trace, which is sampled.
  package static func root() -> TraceContext {
    TraceContext(trace: TaskID.random().text, span: newSpan(), isSampled: true)
  }

  /// A new span below this one.
  package func child() -> TraceContext {
    TraceContext(trace: trace, span: Self.newSpan(), isSampled: isSampled)
  }

  /// Half of a random id of 32 digits.
  private static func newSpan() -> String { String(TaskID.random().text.prefix(16)) }

  // MARK: - traceparent (section 3.2)

  /// The value of a `traceparent` field.
  package var text: String { "00-\(trace)-\(span)-0\(isSampled ? 1 : 0)" }

  /// nil for an invalid `traceparent`; the caller then starts a new trace, as section 4.3 requires.
  package init?(_ text: String) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count >= 4, Self.isHexadecimal(fields[0], count: 2), fields[0] != "ff",
      // Later versions may have more fields, version 00 may not.
      fields[0] != "00" || fields.count == 4,
      Self.isHexadecimal(fields[1], count: 32), Self.isHexadecimal(fields[2], count: 16),
      Self.isHexadecimal(fields[3], count: 2), let flags = UInt8(fields[3], radix: 16),
      fields[1].contains(where: { $0 != "0" }), fields[2].contains(where: { $0 != "0" })
    else { return nil }
    self.init(trace: String(fields[1]), span: String(fields[2]), isSampled: flags & 1 == 1)
  }

  private static func isHexadecimal(_ text: Substring, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
