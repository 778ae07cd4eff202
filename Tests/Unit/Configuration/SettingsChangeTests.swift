import HermesContract
import Testing

@testable import HermesConfiguration

struct SettingsChangeTests {
  private func change(_ edit: (inout ServerSettings) -> Void) -> SettingsChange {
    let current = ServerSettings()
    var read = current
    edit(&read)
    return SettingsChange(from: current, to: read)
  }

  @Test func nothing() {
    let change = change { _ in }
    #expect(change.applied.isEmpty && change.waiting.isEmpty)
  }

  @Test func whatCanChangeDoesAndTheRestWaits() {
    let change = change {
      $0.requestBurst = 7
      $0.logLevel = "debug"
      $0.port = 1
      $0.agents = ["elsewhere"]
      $0.requireApproval = true
    }
    #expect(change.applied == ["log_level", "request_burst"])
    #expect(change.waiting == ["port", "agents", "require_approval"])
    #expect(change.settings.requestBurst == 7 && change.settings.logLevel == "debug")
    #expect(change.settings.port == ServerSettings().port && change.settings.agents.isEmpty)
    #expect(!change.settings.requireApproval)
  }

  @Test("A model that comes or goes waits: whether one is asked for plans is decided at the start")
  func models() {
    let come = change {
      $0.modelURL = "http://localhost:1"
      $0.modelName = "m"
    }
    #expect(come.applied == ["model_name"] && come.waiting == ["model_url"])
    #expect(come.settings.modelURL.isEmpty)
    var current = ServerSettings()
    current.modelURL = "http://localhost:1"
    var read = current
    read.modelURL = "http://localhost:2"
    #expect(SettingsChange(from: current, to: read).applied == ["model_url"])
  }

  @Test("Every setting is compared", arguments: SettingsTable.all.map(\.name))
  func compared(_ name: String) throws {
    let setting = try #require(SettingsTable.all.first { $0.name == name })
    var read = ServerSettings()
    switch setting.place {
    case .text(let path), .choice(let path, _): read[keyPath: path] += "x"
    case .number(let path, _): read[keyPath: path] += 1
    case .flag(let path): read[keyPath: path].toggle()
    case .list(let path): read[keyPath: path].append("x")
    case .networks(let path): read[keyPath: path].append(try #require(IPNetwork("10.0.0.0/8")))
    }
    let change = SettingsChange(from: ServerSettings(), to: read)
    #expect(change.applied + change.waiting == [name])
    // The model's address is the exception of the test above.
    #expect(change.applied == (setting.isReloadable && name != "model_url" ? [name] : []))
  }
}
