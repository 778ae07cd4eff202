/// What a C function returns, and when that is a failure.
package struct NativeReturn: Sendable, Equatable, Codable {
  /// The C return type and its meaning.
  package enum Kind: Sendable, Equatable, Codable {
    case void
    case scalar(NativeScalar)
    /// A `const char *` that the library keeps; a null pointer becomes null in the answer.
    case text
    /// The number of bytes written to the named buffer.
    case length(of: String, NativeScalar)
  }

  /// The C return type and its meaning.
  package var kind: Kind
  /// The name in the answer; nil omits the value.
  package var name: String?
  /// If set, every other value is a failure.
  package var ok: [Int128]?
  /// Values that are failures.
  package var fail: [Int128]
  /// Values below this are failures; nil means no bound.
  package var minimum: Int128?
  /// Explanations of failing values.
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
