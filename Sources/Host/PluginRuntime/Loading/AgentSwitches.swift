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
    var suspect: String?
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
    state.suspect = json["suspect"]?.string
    return state
  }

  package func isDisabled(_ agent: String) -> Bool {
    state.withLock { $0.disabled.contains(agent) }
  }

  package func quarantine(of digest: String) -> Quarantine? {
    state.withLock { $0.quarantined[digest] }
  }

  /// - Throws: if it can't be written; then nothing is changed.
  package func setDisabled(_ agent: String, isDisabled: Bool) throws {
    try change { state in
      if isDisabled { state.disabled.insert(agent) } else { state.disabled.remove(agent) }
    }
  }

  /// - Parameter quarantine: nil takes the library out of it.
  package func setQuarantine(of digest: String, to quarantine: Quarantine?) throws {
    try change { $0.quarantined[digest] = quarantine }
  }

  /// Stores what follows from the end of the last run.
  /// - Throws: if it can't be written; then nothing is changed.
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
