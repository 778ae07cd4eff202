/// What a C function returns, and when that is a failure.
package struct NativeReturn: Sendable, Equatable, Codable {
  package enum Kind: Sendable, Equatable, Codable {
    case void
    case scalar(NativeScalar)
    /// `const char *` that stays the library's; a null pointer is null in the answer.
    case text
    /// The number of bytes written to the buffer of that name.
    case length(of: String, NativeScalar)
  }

  package var kind: Kind
  /// The name in the answer; nil leaves it out.
  package var name: String?
  /// If set, every other value is a failure.
  package var ok: [Int128]?
  /// Values that are failures.
  package var fail: [Int128]
  /// A value below is a failure.
  package var minimum: Int128?
  /// What a failing value means.
  package var messages: [Int128: String]

  package init(
    _ kind: Kind, name: String? = nil, ok: [Int128]? = nil, fail: [Int128] = [],
    minimum: Int128? = nil, messages: [Int128: String] = [:]
  ) {
    self.kind = kind
    self.name = name
    self.ok = ok
    self.fail = fail
    self.minimum = minimum
    self.messages = messages
  }
}
