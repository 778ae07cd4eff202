/// A C library whose functions are the skills of one agent, as a manifest describes it.
///
/// The description can't be verified against the library: a wrong one is undefined behaviour.
/// `Codable` is used to pass it to the child process that serves it; manifests have their own
/// format.
package struct NativeLibrary: Sendable, Equatable, Codable {
  /// The argument of `dlopen`: a name that the system finds, such as `libz.so.1`, or an absolute
  /// path.
  package var library: String
  /// The agent's name: 1 to 64 of A-Z a-z 0-9 _ . -
  package var agent: String
  /// The description in the agent's card.
  package var description: String
  /// The version in the agent's card.
  package var version: String
  /// Concurrent calls; 1 by default, because most libraries do not promise to support more.
  package var maxConcurrency = 1
  /// At least one, each with a unique id.
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

/// One function: the skill that it provides, and how it is called.
package struct NativeFunction: Sendable, Equatable, Codable {
  /// The skill's id.
  package var id: String
  /// The exported symbol that is called.
  package var symbol: String
  /// The skill's title.
  package var name: String
  /// The skill's description.
  package var description: String
  /// The skill's keywords.
  package var tags: [String]
  /// Example requests.
  package var examples: [String]
  /// The skill's intent category; nil for none.
  package var category: String?
  /// A short imperative for plans; nil means the description.
  package var task: String?
  /// Whether repeating a call is harmless; false by default.
  package var isIdempotent: Bool
  /// The capabilities that the skill contributes to plans.
  package var capabilities: [Capability]
  /// In the order of the C declaration; their names are unique.
  package var arguments: [NativeArgument]
  /// What the function returns.
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
