import Foundation
import HermesContract
import HermesOrchestration
import HermesTerminal

/// A request with its files, in the form that the server accepts.
struct RequestMessage {
  /// The limit for one file. The server's limit for a whole request is lower.
  private static let maximumBytes = 8 << 20
  private static let standardInput = "-"

  /// The member with the words, or `message`.
  let member: (key: String, value: JSONValue)

  /// Reads the files, and standard input for "-".
  /// - Parameters:
  ///   - words: if empty, the content that is read is the request.
  ///   - text: the name of the member for a request without files.
  /// - Throws: `CommandFailure` that names the file.
  init(words: String, files: [String], text: String) throws {
    if files.isEmpty {
      member = (text, .string(words))
    } else if words.isEmpty, files == [Self.standardInput] {
      member = (text, .string(try Self.readText(Self.standardInput)))
    } else {
      let said: [JSONValue] = words.isEmpty ? [] : [["text": .string(words)]]
      let parts = try said + files.map { try Self.filePart($0).json }
      member = ("message", ["role": "ROLE_USER", "parts": .array(parts)])
    }
  }

  private static func filePart(_ file: String) throws -> Part {
    let text = try readText(file)
    let name = file == standardInput ? "stdin.txt" : (file as NSString).lastPathComponent
    if let type = GivenFile.mediaType(of: name), type != Part.plainText {
      return Part(text: text, mediaType: type, filename: name)
    }
    // The name does not tell the type: recognize a table by its content, as in the words of a
    // request.
    let look = MaterialText(text)
    if look.material.count == 1, look.prose.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
      return Part(text: text, mediaType: look.material[0].mediaType, filename: name)
    }
    return Part(text: text, filename: name)
  }

  private static func readText(_ file: String) throws -> String {
    let name = file == standardInput ? "Standard input" : file
    if file == standardInput, isatty(STDIN_FILENO) == 1 {
      Console.error("Reading from the terminal; end with Ctrl-D at the beginning of a line.")
    }
    let data: Data
    do {
      let handle =
        file == standardInput
        ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
    } catch {
      throw CommandFailure(message: "\(name) can't be read (\(reason(error))).")
    }
    guard data.count <= maximumBytes else {
      throw CommandFailure(message: "\(name) has more than \(Count.bytes(maximumBytes)).")
    }
    guard !data.isEmpty else { throw CommandFailure(message: "\(name) is empty.") }
    guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
      throw CommandFailure(
        message: "\(name) is not UTF-8 text. Convert it first, for example: "
          + "iconv -f LATIN1 -t UTF-8 FILE")
    }
    return text
  }

  private static func reason(_ error: any Error) -> String {
    let code = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return code.map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription
  }
}
