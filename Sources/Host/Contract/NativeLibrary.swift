/// A C library whose functions are the skills of one agent, as a manifest describes it.
///
/// Nobody can check the description against the library: a wrong one is undefined behaviour.
/// `Codable` is for the child process that serves it; a manifest has a form of its own.
package struct NativeLibrary: Sendable, Equatable, Codable {
  /// For `dlopen`: a name that the system finds, such as `libz.so.1`, or an absolute path.
  package var library: String
  /// The agent's name; 1 to 64 of A-Z a-z 0-9 _ . -
  package var agent: String
  package var description: String
  package var version: String
  /// Calls at once; most libraries do not promise more than one.
  package var maxConcurrency = 1
  /// At least one, each with its own id.
  package var functions: [NativeFunction]

  package init(
    library: String, agent: String, description: String, version: String,
    functions: [NativeFunction]
  ) {
    self.library = library
    self.agent = agent
    self.description = description
    self.version = version
    self.functions = functions
  }
}

/// One function: the skill that it is, and how it is called.
package struct NativeFunction: Sendable, Equatable, Codable {
  /// The skill's id.
  package var id: String
  package var symbol: String
  package var name: String
  package var description: String
  package var tags: [String]
  package var examples: [String]
  package var category: String?
  package var task: String?
  package var isIdempotent: Bool
  package var capabilities: [Capability]
  /// In the order of the C declaration; names are unique.
  package var arguments: [NativeArgument]
  package var returns: NativeReturn

  package init(
    id: String, symbol: String, name: String, description: String, tags: [String] = [],
    examples: [String] = [], category: String? = nil, task: String? = nil,
    isIdempotent: Bool = false, capabilities: [Capability] = [], arguments: [NativeArgument],
    returns: NativeReturn
  ) {
    self.id = id
    self.symbol = symbol
    self.name = name
    self.description = description
    self.tags = tags
    self.examples = examples
    self.category = category
    self.task = task
    self.isIdempotent = isIdempotent
    self.capabilities = capabilities
    self.arguments = arguments
    self.returns = returns
  }
}
