/// The difference between the settings of a running server and those that were read again.
package struct SettingsChange: Sendable {
  /// The settings that the server has from now on.
  package private(set) var settings: ServerSettings
  /// The names of settings that take effect, in the order of docs/settings.md.
  package private(set) var applied: [String] = []
  /// The names of those that take effect at the next start.
  package private(set) var waiting: [String] = []

  /// - Parameters:
  ///   - current: what the server has now.
  ///   - read: what was read again.
  package init(from current: ServerSettings, to read: ServerSettings) {
    settings = current
    // Whether a model is asked for intent and plan is decided at the start.
    let isModelNew = current.modelURL.isEmpty != read.modelURL.isEmpty
    for setting in SettingsTable.all where setting.isDifferent(in: read, from: current) {
      guard setting.isReloadable, !(isModelNew && setting.name == "model_url") else {
        waiting.append(setting.name)
        continue
      }
      setting.copy(from: read, to: &settings)
      applied.append(setting.name)
    }
  }
}

extension Setting {
  fileprivate func isDifferent(in read: ServerSettings, from current: ServerSettings) -> Bool {
    switch place {
    case .text(let path), .choice(let path, _): read[keyPath: path] != current[keyPath: path]
    case .number(let path, _): read[keyPath: path] != current[keyPath: path]
    case .flag(let path): read[keyPath: path] != current[keyPath: path]
    case .list(let path): read[keyPath: path] != current[keyPath: path]
    case .networks(let path): read[keyPath: path] != current[keyPath: path]
    }
  }

  fileprivate func copy(from read: ServerSettings, to settings: inout ServerSettings) {
    switch place {
    case .text(let path), .choice(let path, _): settings[keyPath: path] = read[keyPath: path]
    case .number(let path, _): settings[keyPath: path] = read[keyPath: path]
    case .flag(let path): settings[keyPath: path] = read[keyPath: path]
    case .list(let path): settings[keyPath: path] = read[keyPath: path]
    case .networks(let path): settings[keyPath: path] = read[keyPath: path]
    }
  }
}
