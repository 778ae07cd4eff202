/// The contents of `agents.d/NAME.toml`, which describes one library. Everything that the file may
/// omit is optional or empty; the code that reads it applies the defaults. See docs/manifests.md.
package struct LibraryManifest: Sendable, Equatable {
  /// The path of the manifest, as it was given.
  package var file: String
  /// Absolute, even if the manifest omits `path`; nil for a native library or a remote agent.
  package var library: String?
  /// Where the library's code runs; nil if the manifest does not say.
  package var lane: LibraryLane?
  /// Resource limits of the library's child process.
  package var limits: ProcessLimits
  /// Variables that are added to the environment of the process lane.
  package var environment: [String: String]
  /// Settings of individual agents, by agent name.
  package var agents: [String: AgentOptions]
  /// Functions of a C library that form an agent without any code.
  package var native: NativeLibrary?
  /// A remote agent, instead of a library.
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
  /// Bytes of address space: 64 MiB...64 TiB.
  package var memory: Int?
  /// Bytes per written file: 0...64 TiB.
  package var fileSize: Int?
  /// Open descriptors: 16...1048576.
  package var descriptors: Int?
  /// Bytes of a core file: 0...64 TiB.
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
