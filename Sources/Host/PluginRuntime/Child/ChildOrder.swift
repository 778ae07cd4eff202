import Foundation
import HermesContract

/// What a child should open, and its resource limits.
struct ChildOrder: Sendable, Equatable {
  /// The file's path as people know it, for messages.
  var file: String
  /// The private copy to open.
  var copy: String
  var digest: String
  var limits: ProcessLimits
  /// The libraries of the Swift runtime to open before the copy.
  var runtime: [String]
  /// The extensions that the host offers.
  var extensions: Set<String>
  /// A C library, which is opened instead of a copy. It is passed as it was checked, since the
  /// manifest may have changed.
  var native: NativeLibrary?

  /// How to deal with a library that ended its child, as advice for people.
  var remedy: String {
    guard let native else { return "debug it with: hermes agent check \(file)" }
    return "compare [native] with \(native.library)"
  }

  /// Checks again whether another user could change what is opened. Blocks.
  func checkAgain() throws(LibraryRefusal) {
    let library = native?.library ?? copy
    // Libraries that the system finds by name are maintained by the system.
    if library.hasPrefix("/") { try LoaderClosure.check(library, of: file) }
    // What these need is among them.
    for library in runtime { try LibraryFile.refuseUntrusted(library, of: file) }
  }

  var json: JSONValue {
    func number(_ value: Int?) -> JSONValue { value.map { .int(Int64($0)) } ?? .null }
    return [
      "file": .string(file), "copy": .string(copy), "digest": .string(digest),
      "memory": number(limits.memory), "file_size": number(limits.fileSize),
      "descriptors": number(limits.descriptors), "core": number(limits.core),
      "runtime": JSONValue(runtime), "extensions": JSONValue(extensions.sorted()),
      "native": Self.encode(native),
    ]
  }

  private static func encode(_ native: NativeLibrary?) -> JSONValue {
    guard let native, let data = try? JSONEncoder().encode(native) else { return .null }
    return .string(String(decoding: data, as: UTF8.self))
  }

  init(
    file: LibraryFile, limits: ProcessLimits, extensions: Set<String>, native: NativeLibrary? = nil
  ) {
    self.file = file.path
    copy = file.copy
    digest = file.digest
    self.limits = limits
    runtime = file.runtime
    self.extensions = extensions
    self.native = native
  }

  init?(json: JSONValue) {
    guard let file = json["file"]?.string, let copy = json["copy"]?.string,
      let digest = json["digest"]?.string
    else { return nil }
    self.file = file
    self.copy = copy
    self.digest = digest
    func number(_ key: String) -> Int? { json[key]?.int.map(Int.init) }
    limits = ProcessLimits(
      memory: number("memory"), fileSize: number("file_size"), descriptors: number("descriptors"),
      core: number("core"))
    runtime = json["runtime"]?.strings ?? []
    extensions = Set(json["extensions"]?.strings ?? [])
    if let text = json["native"]?.string {
      guard let native = try? JSONDecoder().decode(NativeLibrary.self, from: Data(text.utf8)) else {
        return nil
      }
      self.native = native
    }
  }
}
