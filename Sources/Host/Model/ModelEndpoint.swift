import Foundation
import HermesContract
import NIOPosix

/// One model: where it is, its name and its key.
struct ModelEndpoint: Sendable {
  private static let maximumKeyBytes = 16 << 10

  let url: String
  let name: String
  /// Empty if it needs none.
  let key: String

  /// Where completions are asked for.
  var completions: String {
    (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/chat/completions"
  }

  /// Foreign text as it may be shown: one short line without the key.
  func shown(_ text: String) -> String {
    var line = key.isEmpty ? text : text.replacing(key, with: "***")
    line = String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return line.count > 200 ? line.prefix(200) + "…" : line
  }

  /// - Throws: `model_not_configured`.
  static func resolve(
    _ place: ModelPlace, _ server: ModelClient.Configuration
  ) async throws(HermesError) -> ModelEndpoint {
    let url = place.url ?? server.url
    guard !url.isEmpty else {
      throw notConfigured(
        "No model is configured. Set model_url (HERMES_MODEL_URL), such as http://localhost:8080/v1."
      )
    }
    // Another server must not be sent the key of this one.
    var key = place.url == nil || place.url == server.url ? server.key : ""
    if let own = place.key { key = try await read(own) }
    return ModelEndpoint(url: url, name: place.name ?? server.name, key: key)
  }

  private static func read(_ key: ModelPlace.Key) async throws(HermesError) -> String {
    switch key {
    case .environment(let variable):
      guard let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty else {
        throw notConfigured(
          "The model's key is to be in the variable \(variable) of the server's environment, which is not set. Set it and restart the server."
        )
      }
      return try checked(value, "The variable \(variable)")
    case .file(let path):
      // On a thread that may block.
      let result = try? await NIOThreadPool.singleton.runIfActive {
        Result { () throws(BoundedFile.Refusal) in
          try BoundedFile.read(path, maximum: maximumKeyBytes)
        }
      }
      guard case .success(let bytes)? = result else {
        throw notConfigured(
          "The model's key can't be read from \(path). It has to be a readable file that others can't write, of at most 16 KiB."
        )
      }
      let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
      return try checked(String(decoding: line, as: UTF8.self), "The file \(path)")
    }
  }

  private static func checked(_ key: String, _ place: String) throws(HermesError) -> String {
    guard ModelPlace.isKey(key) else {
      throw notConfigured("\(place) does not hold a model's key: one line of visible ASCII.")
    }
    return key
  }

  private static func notConfigured(_ message: String) -> HermesError {
    HermesError("model_not_configured", message)
  }
}
