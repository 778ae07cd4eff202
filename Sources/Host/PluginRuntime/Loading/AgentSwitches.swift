import Foundation
import HermesContract
import Synchronization

/// Decisions about agents that outlive the server: which ones are disabled, and which libraries, by
/// content, may no longer run in the server.
package final class AgentSwitches: Sendable {
  /// Why a library has to run in its own process.
  package struct Quarantine: Sendable, Equatable {
    /// A sentence: what the library did.
    package var reason: String
    /// Its path when that happened.
    package var library: String
    /// When it happened, by the wall clock.
    package var at: Timestamp
  }

  private struct State: Sendable {
    var disabled: Set<String> = []
    var quarantined: [String: Quarantine] = [:]
    var suspect: String?
  }

  private let path: String
  private let state: Mutex<State>

  /// - Parameter path: a JSON file; created with the first decision.
  /// - Throws: `StartupError` if it exists and cannot be read.
  package init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      state = Mutex(State())
      return
    }
    guard let data = FileManager.default.contents(atPath: path),
      let json = JSONValue(parsing: [UInt8](data))
    else {
      throw StartupError(
        "\(path) can't be read as JSON. Mend it, or remove it: it says which agents are disabled or quarantined."
      )
    }
    state = Mutex(Self.read(json))
  }

  private static func read(_ json: JSONValue) -> State {
    var state = State()
    state.disabled = Set(json["disabled"]?.strings ?? [])
    for (digest, entry) in json["quarantined"]?.object?.members ?? [] {
      state.quarantined[digest] = Quarantine(
        reason: entry["reason"]?.string ?? "", library: entry["library"]?.string ?? "",
        at: Timestamp(milliseconds: entry["at_ms"]?.int ?? 0))
    }
    state.suspect = json["suspect"]?.string
    return state
  }

  /// Whether an agent was disabled by command.
  package func isDisabled(_ agent: String) -> Bool {
    state.withLock { $0.disabled.contains(agent) }
  }

  /// nil if a library with this content may run in the server.
  package func quarantine(of digest: String) -> Quarantine? {
    state.withLock { $0.quarantined[digest] }
  }

  /// - Throws: if it cannot be written; nothing has changed then.
  package func setDisabled(_ agent: String, isDisabled: Bool) throws {
    try change { state in
      if isDisabled { state.disabled.insert(agent) } else { state.disabled.remove(agent) }
    }
  }

  /// - Parameter quarantine: nil lifts the quarantine.
  package func setQuarantine(of digest: String, to quarantine: Quarantine?) throws {
    try change { $0.quarantined[digest] = quarantine }
  }

  /// Stores the consequences of how the last run ended.
  /// - Throws: if they cannot be written; nothing has changed then.
  package func settle(_ lastRun: LastRun) throws {
    let earlier = state.withLock { $0.suspect }
    let next = lastRun.consequence(suspect: earlier)
    guard next.quarantine != nil || next.suspect != earlier else { return }
    try change { state in
      state.suspect = next.suspect
      guard let (digest, reason, library) = next.quarantine else { return }
      state.quarantined[digest] = Quarantine(reason: reason, library: library, at: .now)
    }
  }

  private func change(_ body: (inout State) -> Void) throws {
    try state.withLock { state in
      var next = state
      body(&next)
      let entries = next.quarantined.sorted { $0.key < $1.key }.map { digest, entry in
        (
          key: digest,
          value: [
            "reason": .string(entry.reason), "library": .string(entry.library),
            "at_ms": .int(entry.at.milliseconds),
          ] as JSONValue
        )
      }
      var json = JSONObject([
        (key: "disabled", value: JSONValue(next.disabled.sorted())),
        (key: "quarantined", value: .object(JSONObject(entries))),
      ])
      json["suspect"] = next.suspect.map(JSONValue.string)
      try Data(JSONWriter.bytes(.object(json))).write(
        to: URL(fileURLWithPath: path), options: .atomic)
      state = next
    }
  }
}
