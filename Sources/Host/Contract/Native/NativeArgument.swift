/// One argument of a C function: its type, and where its value comes from or goes.
package enum NativeArgument: Sendable, Equatable, Codable {
  /// By value, from the request.
  case scalar(NativeScalarInput)
  /// `const char *`, NUL-terminated, from the request.
  case text(NativeBytesInput)
  /// A pointer to bytes from the request; another argument (`length`) gives their number.
  case bytes(NativeBytesInput)
  /// By value, always the same; never in the request.
  case constant(NativeScalar, NativeNumber)
  /// `const char *`, always the same; never in the request.
  case constantText(String)
  /// A null pointer.
  case null
  /// The number of bytes of the named input, or the capacity of the named output. With `isPointer`
  /// the capacity is passed by pointer, and the number of bytes written is returned there.
  case length(of: String, NativeScalar, isPointer: Bool)
  /// A pointer to a variable that the function sets; with `initial` the function reads it too.
  case output(name: String, NativeScalar, initial: NativeScalarInput?)
  /// A pointer to memory that the function fills.
  case buffer(NativeBuffer)

  /// The name in the request or the answer; nil for arguments that appear in neither.
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
  /// The member's name in the request.
  package var name: String
  /// The C type that it is passed as.
  package var type: NativeScalar
  /// What it means, for people and models.
  package var description: String?
  /// The default if the request has none; nil makes it required.
  package var fallback: NativeNumber?
  /// The least value allowed; nil means the type's own.
  package var minimum: NativeNumber?
  /// The greatest value allowed; nil means the type's own.
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
  /// 16 MiB.
  package static let defaultMaximum = 16 << 20

  /// The member's name in the request.
  package var name: String
  /// What it means, for people and models.
  package var description: String?
  /// The default if the request has none; nil makes it required.
  package var fallback: String?
  /// The greatest size in bytes.
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

/// Memory that a function writes to.
package struct NativeBuffer: Sendable, Equatable, Codable {
  /// How the bytes appear in the answer.
  package enum Content: String, Sendable, CaseIterable, Codable {
    /// `{"base64": "..."}` in the answer.
    case base64
    /// A string in the answer; bytes that are not UTF-8 are refused.
    case text
    /// The same, up to the first NUL.
    case string
  }
  /// 256 MiB; a larger capacity is refused before the call.
  package static let maximumCapacity = 256 << 20

  /// The member's name in the answer.
  package var name: String
  /// How the bytes appear in the answer.
  package var content: Content
  /// How many bytes are allocated.
  package var capacity: NativeCapacity

  package init(name: String, content: Content, capacity: NativeCapacity) {
    self.name = name
    self.content = content
    self.capacity = capacity
  }
}

/// A capacity in bytes: `factor` times the length (of a text or bytes) or the value (of an integer)
/// of the argument `of`, rounded up, plus `add`.
package struct NativeCapacity: Sendable, Equatable, Codable {
  /// The argument that the capacity depends on; nil makes it constant.
  package var of: String?
  /// Multiplies the length or value of `of`.
  package var factor: Double
  /// Bytes that are added.
  package var add: Int

  package init(of: String? = nil, factor: Double = 1, add: Int = 0) {
    self.of = of
    self.factor = factor
    self.add = add
  }
}
