import HermesContract

extension AgentRegistry {
  /// Where agents come from, what they may use, and the defaults of their limits.
  package struct Configuration: Sendable {
    /// How many breaches of the ABI are tolerated before a library is moved to its own process.
    static let toleratedMisuse = 16

    /// Searched in order for `*.so` and `*.toml`.
    package var folders: [String]
    /// The folder for private copies of libraries; created with mode 0700 if it does not exist.
    package var copies: String
    /// The folder of the Swift runtime that agents use; nil if their RUNPATH says where it is.
    package var swiftRuntime: String?
    /// Applies to agents whose card and manifest name no deadline.
    package var defaultDeadline = Duration.seconds(120)
    /// How long an agent may take to finish a call that was cancelled or has passed its deadline.
    package var grace = Duration.milliseconds(1500)
    /// The configuration passed to each agent's `create`, by name, unless its manifest overrides
    /// it.
    package var configs: [String: JSONValue] = [:]
    /// The program that serves as a child process; it is started with the argument `agent-child`.
    package var childExecutable = "/proc/self/exe"
    /// Whether changes in the folders are followed.
    package var isWatching = false
    /// The host extensions that are offered.
    package var extensions: Set<String> = ExtensionTable.offered
    /// Backs hermes.store/1; nil if agents cannot store anything.
    package var store: (any AgentStore)?
    /// Bytes that one agent may store for one user.
    package var storeQuota = 16 << 20
    /// Backs hermes.blob/1; nil if there are no blobs.
    package var blobs: (any BlobStore)?
    /// Bytes of blobs that one task may have.
    package var blobQuota = 256 << 20
    /// Backs hermes.model/1; nil if there are no models.
    package var models: (any ModelCompleting)?
    /// Counts the model tokens of users' tasks; nil if they are not counted.
    package var meter: (any TokenMeter)?
    /// Calls remote agents; nil if there are none.
    package var remotes: (any RemoteAgentCalling)?
    /// Persists which agents are disabled and which libraries are quarantined; nil if nothing is
    /// persisted.
    package var switches: AgentSwitches?
    /// Inspects the content of a library before it is opened.
    package var check: LibraryCheck?
    /// Parses a manifest. Blocks while reading the file.
    package var readManifest: @Sendable (_ path: String) throws(LibraryRefusal) -> LibraryManifest
    /// Called when a library is moved to its own process. Must not block.
    package var onQuarantine: @Sendable (QuarantineNotice) -> Void = { _ in }

    /// - Parameters:
    ///   - folders: searched in order.
    ///   - copies: the folder for private copies.
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

/// Reports that a library was moved to its own process.
package struct QuarantineNotice: Sendable {
  /// The library's path as the operator knows it.
  package let library: String
  /// SHA-256 of its content in hexadecimal.
  package let digest: String
  /// The names of its agents.
  package let agents: [String]
  /// What the library did, as a sentence.
  package let reason: String
}
