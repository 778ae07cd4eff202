import HermesContract

extension AgentRegistry {
  package struct Configuration: Sendable {
    /// What a library may do wrong before it is moved to a process of its own.
    static let toleratedMisuse = 16

    /// Searched in order for `*.so` and `*.toml`.
    package var folders: [String]
    /// Where private copies of libraries are kept; made when missing, mode 0700.
    package var copies: String
    /// For agents whose card and manifest name none.
    package var defaultDeadline = Duration.seconds(120)
    /// How long an agent may take to finish a call that was cancelled or is past its deadline.
    package var grace = Duration.milliseconds(1500)
    /// What each agent's `create` receives, by name, unless its manifest says.
    package var configs: [String: JSONValue] = [:]
    /// The program that serves as a child; it is started with the argument `agent-child`.
    package var childExecutable = "/proc/self/exe"
    /// Whether changes of the folders are followed.
    package var isWatching = false
    /// Host extensions that are offered.
    package var extensions: Set<String> = ExtensionTable.offered
    /// Where agents keep what they are granted to keep.
    package var store: (any AgentStore)?
    /// Bytes that one agent may keep for one user.
    package var storeQuota = 16 << 20
    /// Where agents keep parts that are too large for JSON.
    package var blobs: (any BlobStore)?
    /// Bytes that the blobs of one task may have.
    package var blobQuota = 256 << 20
    /// Asked for the completions of agents that are granted them.
    package var models: (any ModelCompleting)?
    /// Counts what users' tasks ask of it; nil: nobody does.
    package var meter: (any TokenMeter)?
    /// How agents elsewhere are called.
    package var remotes: (any RemoteAgentCalling)?
    package var switches: AgentSwitches?
    /// Looks at the content of a library before it is opened.
    package var check: LibraryCheck?
    package var readManifest: @Sendable (_ path: String) throws(LibraryRefusal) -> LibraryManifest
    /// Called when a library is moved to a process of its own. It must not block.
    package var onQuarantine: @Sendable (QuarantineNotice) -> Void = { _ in }

    package init(
      folders: [String], copies: String,
      readManifest:
        @escaping @Sendable (_ path: String) throws(LibraryRefusal) -> LibraryManifest
    ) {
      self.folders = folders
      self.copies = copies
      self.readManifest = readManifest
    }
  }
}

/// A library was moved to a process of its own.
package struct QuarantineNotice: Sendable {
  package let library: String
  package let digest: String
  package let agents: [String]
  package let reason: String
}
