/// One argument of a C function: what it is, and where its value comes from or goes.
package enum NativeArgument: Sendable, Equatable, Codable {
  /// By value, from the request.
  case scalar(NativeScalarInput)
  /// `const char *`, NUL-terminated, from the request.
  case text(NativeBytesInput)
  /// A pointer to bytes, from the request; their number is another argument (`length`).
  case bytes(NativeBytesInput)
  /// By value, always the same; never in the request.
  case constant(NativeScalar, NativeNumber)
  /// `const char *`, always the same; never in the request.
  case constantText(String)
  /// A null pointer.
  case null
  /// The number of bytes of the input of that name, or the capacity of the output of that name.
  /// With `isPointer` the capacity goes in by pointer, and the number of bytes written comes out.
  case length(of: String, NativeScalar, isPointer: Bool)
  /// A pointer to a variable that the function sets; with `initial` it also reads it.
  case output(name: String, NativeScalar, initial: NativeScalarInput?)
  /// A pointer to memory that the function fills.
  case buffer(NativeBuffer)

  /// The name in the request or the answer.
  package var name: String? {
    switch self {
    case .scalar(let input): input.name
    case .text(let input), .bytes(let input): input.name
    case .output(let name, _, _): name
    case .buffer(let buffer): buffer.name
    case .constant, .constantText, .null, .length: nil
    }
  }
}

/// A number of the request.
package struct NativeScalarInput: Sendable, Equatable, Codable {
  package var name: String
  package var type: NativeScalar
  package var description: String?
  /// Taken when the request has none.
  package var fallback: NativeNumber?
  package var minimum: NativeNumber?
  package var maximum: NativeNumber?

  package init(
    name: String, type: NativeScalar, description: String? = nil, fallback: NativeNumber? = nil,
    minimum: NativeNumber? = nil, maximum: NativeNumber? = nil
  ) {
    self.name = name
    self.type = type
    self.description = description
    self.fallback = fallback
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A text or bytes of the request.
package struct NativeBytesInput: Sendable, Equatable, Codable {
  package static let defaultMaximum = 16 << 20

  package var name: String
  package var description: String?
  /// Taken when the request has none.
  package var fallback: String?
  /// Bytes.
  package var maximum: Int

  package init(
    name: String, description: String? = nil, fallback: String? = nil,
    maximum: Int = defaultMaximum
  ) {
    self.name = name
    self.description = description
    self.fallback = fallback
    self.maximum = maximum
  }
}

/// Memory for what a function writes.
package struct NativeBuffer: Sendable, Equatable, Codable {
  package enum Content: String, Sendable, CaseIterable, Codable {
    /// `{"base64": "..."}` in the answer.
    case base64
    /// A string in the answer; refused when it is not UTF-8.
    case text
    /// The same, up to the first NUL.
    case string
  }
  /// Bytes; more is refused before the call.
  package static let maximumCapacity = 256 << 20

  package var name: String
  package var content: Content
  package var capacity: NativeCapacity

  package init(name: String, content: Content, capacity: NativeCapacity) {
    self.name = name
    self.content = content
    self.capacity = capacity
  }
}

/// Bytes: `factor` times the length (of a text or bytes) or the value (of an integer) of the
/// argument `of`, rounded up, plus `add`.
package struct NativeCapacity: Sendable, Equatable, Codable {
  package var of: String?
  package var factor: Double
  package var add: Int

  package init(of: String? = nil, factor: Double = 1, add: Int = 0) {
    self.of = of
    self.factor = factor
    self.add = add
  }
}
