import Foundation
import HermesConfiguration
import HermesContract
import HermesNativeFunctions
import Testing

extension NativeAgent {
  /// From a manifest of this repository's agents.d.
  static func shipped(_ name: String) throws -> NativeAgent {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let manifest = try ManifestReader.read(root.appending(path: "agents.d/\(name).toml").path)
    return try NativeAgent(try #require(manifest.native))
  }

  /// From the functions part of a manifest; `library` is the C library.
  static func described(_ functions: String, library: String = "libc.so.6") throws -> NativeAgent {
    let folder = try TemporaryFolder()
    let text = """
      [native]
      library = "\(library)"
      agent = "Sample"
      description = "A sample."
      version = "1"
      [[native.functions]]
      description = "A function."
      \(functions)
      """
    try text.write(toFile: folder.file("a.toml"), atomically: true, encoding: .utf8)
    return try NativeAgent(try #require(ManifestReader.read(folder.file("a.toml")).native))
  }
}
