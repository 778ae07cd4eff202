import HermesContract

/// Commands that are suggested to people, with the options that this one needed to reach its
/// server.
struct CommandHints {
  /// Empty, or an option with a leading space.
  let options: String

  static let none = CommandHints(options: "")

  private init(options: String) { self.options = options }

  init(url: String) { options = " --url \(Self.quoted(url))" }

  init(data: String) { options = " --data \(Self.quoted(data))" }

  /// "hermes tasks --data DIR"
  func command(_ name: String, arguments: String...) -> String { line([name] + arguments) }

  /// "hermes watch ID --data DIR". The id is one word for a shell, whatever the server calls it.
  func command(_ name: String, task id: String, arguments: String...) -> String {
    line([name, Self.quoted(VisibleText.line(id))] + arguments)
  }

  private func line(_ words: [String]) -> String {
    (["hermes"] + words).joined(separator: " ") + options
  }

  /// Quoted so that a shell reads it as one word.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "/.:_-+,@".utf8.contains(byte)
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
