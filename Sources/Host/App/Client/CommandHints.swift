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

  /// "hermes watch ID --data DIR"
  func command(_ name: String, arguments: String...) -> String {
    (["hermes", name] + arguments).joined(separator: " ") + options
  }

  /// An id of the server as one word for a shell, whatever the server calls it.
  static func word(_ id: String) -> String { quoted(VisibleText.line(id)) }

  /// Quoted so that a shell reads it as one word.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "/.:_-+,@".utf8.contains(byte)
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
