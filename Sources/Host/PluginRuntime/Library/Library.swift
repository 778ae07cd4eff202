import AgentABI
import Glibc
import HermesContract

/// An opened library: its table has passed the handshake and every card has been read.
///
/// It is never closed: unloading a Swift image crashes at the next conformance lookup.
struct Library: Sendable {
  let table: PluginTable
  let cards: [AgentCard]
  /// An address in its image.
  private let symbol: UInt

  private typealias Entry = @convention(c) (UInt32) -> UnsafePointer<hermes_plugin>?

  /// Runs foreign code; may block as long as the library's initialisers do.
  /// - Parameters:
  ///   - copy: the private copy of the file, which is opened.
  ///   - path: the file's path as people know it, for messages.
  ///   - runtime: the libraries of the Swift runtime that it uses.
  init(
    copy: String, path: String, runtime: [String], extensions: Set<String>
  ) throws(LibraryRefusal) {
    // The loader takes an open library for every later one that needs its name, so that RUNPATH,
    // which names the folders of the machine where the agent was built, is not searched for it.
    for library in runtime where dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) == nil {
      throw LibraryRefusal(
        path, cause: "the Swift runtime \(library) can't be opened (\(Self.loaderError))",
        cure: "install Hermes again, or name a complete runtime of Swift with swift_runtime")
    }
    // NOW: a missing symbol is found here rather than during a call. LOCAL: two libraries with the
    // same symbols do not see each other. NODELETE: see above.
    guard let handle = dlopen(copy, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      let reason = Self.loaderError
      throw LibraryRefusal(
        path, cause: "it can't be opened (\(reason))", cure: Self.cure(for: reason))
    }
    guard let symbol = dlsym(handle, "hermes_agent_entry") else {
      throw LibraryRefusal(
        path, cause: "it does not export hermes_agent_entry",
        cure: "define that function with HERMES_EXPORT, or move the file out of agents.d")
    }
    self.symbol = UInt(bitPattern: symbol)
    let entry = unsafeBitCast(symbol, to: Entry.self)
    guard let pointer = entry(UInt32(HERMES_ABI_MAJOR) << 16 | UInt32(HERMES_ABI_MINOR)) else {
      throw LibraryRefusal(
        path, cause: "its hermes_agent_entry answered NULL",
        cure:
          "rebuild it against hermes_agent.h of this host (ABI \(HERMES_ABI_MAJOR).\(HERMES_ABI_MINOR))"
      )
    }
    table = try PluginTable(pointer, file: path)
    cards = try Self.cards(of: table, path: path, extensions: extensions)
  }

  /// Enters the library into the record of calls in flight.
  func recorded(as file: LibraryFile) -> CallRecord.Library {
    CallRecord.Library(file, symbol: UnsafeRawPointer(bitPattern: symbol))
  }

  private static var loaderError: String {
    dlerror().map { String(cString: $0) } ?? "no reason given"
  }

  private static func cure(for reason: String) -> String {
    if reason.contains("static TLS") {
      return "restart the server: too many libraries with static thread-local storage were loaded"
    }
    return "install or rebuild what it names; dependencies come from system or absolute paths"
  }

  private static func cards(
    of table: PluginTable, path: String, extensions: Set<String>
  ) throws(LibraryRefusal) -> [AgentCard] {
    var cards: [AgentCard] = []
    for index in 0..<table.agentCount {
      let raw = table.agentCard(UInt32(index))
      guard raw.len > 0, let bytes = [UInt8](raw) else {
        throw LibraryRefusal(
          path, cause: "its agent_card(\(index)) answered NULL",
          cure: "return the card as JSON bytes")
      }
      let card: AgentCard
      do { card = try AgentCard.parse(bytes) } catch {
        throw LibraryRefusal(
          path, cause: "agent \(index): \(error.reason)",
          cure: "see \"agent_card\" in hermes_agent.h")
      }
      if let missing = card.requires.first(where: { !extensions.contains($0) }) {
        throw LibraryRefusal(
          path, cause: "agent \(card.name) requires \(missing), which this host does not offer",
          cure: "use a newer host, or build the agent without it")
      }
      guard !cards.contains(where: { $0.name == card.name }) else {
        throw LibraryRefusal(
          path, cause: "it holds two agents named \(card.name)",
          cure: "give each agent its own name")
      }
      cards.append(card)
    }
    return cards
  }
}
