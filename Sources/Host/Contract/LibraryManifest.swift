/// What `agents.d/NAME.toml` says about one library. Everything that it may leave out is optional or
/// empty; what then holds is the reader's business. See docs/manifests.md.
package struct LibraryManifest: Sendable, Equatable {
  /// The manifest itself, as it was named.
  package var file: String
  /// Absolute, also when the manifest leaves `path` out; nil for a native library or an agent elsewhere.
  package var library: String?
  package var lane: LibraryLane?
  package var limits: ProcessLimits
  /// Added to the environment of the process lane.
  package var environment: [String: String]
  /// By the agent's name.
  package var agents: [String: AgentOptions]
  /// Functions of a C library that are an agent without any code.
  package var native: NativeLibrary?
  /// An agent elsewhere, in place of a library.
  package var remote: RemoteAgent?

  package init(
    file: String, library: String? = nil, lane: LibraryLane? = nil, limits: ProcessLimits = .init(),
    environment: [String: String] = [:], agents: [String: AgentOptions] = [:],
    native: NativeLibrary? = nil, remote: RemoteAgent? = nil
  ) {
    self.file = file
    self.library = library
    self.lane = lane
    self.limits = limits
    self.environment = environment
    self.agents = agents
    self.native = native
    self.remote = remote
  }
}

/// Where a library's code runs.
package enum LibraryLane: String, Sendable, CaseIterable {
  case auto
  case inProcess = "in-process"
  case process
}

/// Limits of a child of the process lane; nil is the server's default.
package struct ProcessLimits: Sendable, Equatable {
  /// Bytes of address space; 64 MiB...64 TiB.
  package var memory: Int?
  /// Bytes of one written file; 0...64 TiB.
  package var fileSize: Int?
  /// Open descriptors; 16...1048576.
  package var descriptors: Int?
  /// Bytes of a core file; 0...64 TiB.
  package var core: Int?

  package init(
    memory: Int? = nil, fileSize: Int? = nil, descriptors: Int? = nil, core: Int? = nil
  ) {
    self.memory = memory
    self.fileSize = fileSize
    self.descriptors = descriptors
    self.core = core
  }
}
