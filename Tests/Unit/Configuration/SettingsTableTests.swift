import Foundation
import HermesConfiguration
import Testing

/// docs/settings.md is made from the table: `HERMES_DOCS=write` writes it.
struct SettingsTableTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs/settings.md").standardizedFileURL

  private static var rows: String {
    SettingsTable.all.map {
      "| `\($0.name)` | \($0.defaultText) | \($0.rangeText) | \($0.isReloadable ? "reload" : "restart") | \($0.meaning) |\n"
    }.joined()
  }

  @Test("docs/settings.md has every setting with its default, range and meaning")
  func documented() throws {
    let page = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(page.firstRange(of: "\n|---|---|---|---|---|\n")).upperBound
    let text = page[..<start] + Self.rows
    if ProcessInfo.processInfo.environment["HERMES_DOCS"] == "write" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(page == text)
  }

  @Test("Each setting has a name of its own, that a variable of the environment can have")
  func names() {
    let names = SettingsTable.all.map(\.name)
    #expect(Set(names).count == names.count && names.count > 50)
    #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil })
  }

  @Test("The help of a flag is plain text with the variable and the default")
  func help() {
    #expect(
      SettingsTable.helpText(for: "port")
        == "The port to listen on; 0 takes a free one (HERMES_PORT; default: 8000).")
    #expect(
      SettingsTable.helpText(for: "log_level")
        == "The lowest level that is logged: debug, info, notice, warning or error "
        + "(HERMES_LOG_LEVEL; default: info).")
    #expect(
      SettingsTable.helpText(for: "agents")
        == "Folders of agents, in order; repeatable (HERMES_AGENTS; default: agents.d).")
    for setting in SettingsTable.all {
      #expect(!setting.help.contains("`") && !setting.help.contains("]("), "\(setting.name)")
    }
  }
}
