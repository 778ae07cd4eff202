import Foundation
import HermesContract

/// The tokens of `hermes login`, by server, readable only by their owner.
enum TokenFile {
  private static var path: String {
    Environment.folder("XDG_CONFIG_HOME", else: "/.config") + "/hermes/tokens.json"
  }

  private static func read() -> JSONObject {
    guard let data = FileManager.default.contents(atPath: path),
      let object = JSONValue(parsing: data)?.object
    else { return JSONObject() }
    return object
  }

  static func token(for url: String) -> String? { Environment.token ?? read()[url]?.string }

  static func save(_ token: String, for url: String) throws {
    var tokens = read()
    tokens[url] = .string(token)
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(JSONWriter.bytes(.object(tokens))),
        attributes: [.posixPermissions: 0o600])
    else { throw CommandFailure(message: "\(path) can't be written.") }
  }
}
