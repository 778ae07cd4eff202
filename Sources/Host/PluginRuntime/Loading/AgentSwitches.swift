import Foundation
import HermesContract
import Synchronization

/// What was decided about agents and outlives the server: which are switched off, and which
/// libraries, by content, may not run in the server any more.
package final class AgentSwitches: Sendable {
  package struct Quarantine: Sendable, Equatable {
    /// A sentence: what the library did.
    package var reason: String
    package var library: String
    package var at: Timestamp
  }

  private struct State: Sendable {
    var disabled: Set<String> = []
    var quarantined: [String: Quarantine] = [:]
  }

  private let path: String
  private let state: Mutex<State>

  /// - Parameter path: a JSON file; made when something is decided.
  /// - Throws: `StartupError` if it is there and can't be read.
  package init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else {
      state = Mutex(State())
      return
    }
    guard let data = FileManager.default.contents(atPath: path),
      let json = try? JSONParser.parse([UInt8](data))
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
    return state
  }

  package func isDisabled(_ agent: String) -> Bool {
    state.withLock { $0.disabled.contains(agent) }
  }

  package func quarantine(of digest: String) -> Quarantine? {
    state.withLock { $0.quarantined[digest] }
  }

  /// - Throws: if it can't be written; then nothing is changed.
  package func setDisabled(_ agent: String, _ isDisabled: Bool) throws {
    try change { state in
      if isDisabled { state.disabled.insert(agent) } else { state.disabled.remove(agent) }
    }
  }

  /// - Parameter quarantine: nil takes the library out of it.
  package func setQuarantine(_ digest: String, _ quarantine: Quarantine?) throws {
    try change { $0.quarantined[digest] = quarantine }
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
      let json: JSONValue = [
        "disabled": JSONValue(next.disabled.sorted()),
        "quarantined": .object(JSONObject(entries)),
      ]
      try Data(JSONWriter.bytes(json)).write(to: URL(fileURLWithPath: path), options: .atomic)
      state = next
    }
  }
}
