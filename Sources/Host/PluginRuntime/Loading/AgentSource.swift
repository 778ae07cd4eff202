import Foundation
import Glibc
import HermesContract

/// A library in an agent folder: `NAME.so`, with `NAME.toml` or described by that alone.
struct AgentSource: Sendable, Equatable {
  /// Sorted by folder, then by name.
  struct Key: Sendable, Hashable, Comparable {
    let folder: Int
    let name: String

    static func < (left: Key, right: Key) -> Bool {
      (left.folder, left.name) < (right.folder, right.name)
    }
  }

  let key: Key
  /// `NAME.so`, whether or not it exists.
  let library: String
  let hasLibrary: Bool
  /// nil if there is none.
  let manifest: String?

  /// What a folder offers now.
  /// - Throws: `CocoaError` if it cannot be read.
  static func sources(inFolder folder: String, index: Int) throws -> [AgentSource] {
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    let names = files.compactMap { file -> String? in
      // Files that begin with a dot are still being written.
      guard !file.hasPrefix(".") else { return nil }
      return [".so", ".toml"].first { file.hasSuffix($0) }.map { String(file.dropLast($0.count)) }
    }
    return Set(names).sorted().map { name in
      AgentSource(
        key: Key(folder: index, name: name), library: "\(folder)/\(name).so",
        hasLibrary: files.contains("\(name).so"),
        manifest: files.contains("\(name).toml") ? "\(folder)/\(name).toml" : nil)
    }
  }

  /// Leaves out what a manifest of the same name in an earlier folder describes differently: so the
  /// operator decides about an agent of a folder that others maintain.
  /// - Parameter sources: in the order of their folders.
  static func withoutReplaced(_ sources: [AgentSource]) -> [AgentSource] {
    var folders: [String: Int] = [:]
    return sources.filter { source in
      let name = source.key.name
      if let folder = folders[name], folder < source.key.folder { return false }
      // A library in both folders is a mistake, which is reported.
      if !source.hasLibrary { folders[name] = folders[name] ?? source.key.folder }
      return true
    }
  }

  /// Changes whenever one of the files does, or who may write to its folder.
  static func fingerprint(_ paths: Set<String>) -> String {
    paths.sorted().map { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return "\(path): none" }
      return
        "\(path): \(status.st_dev) \(status.st_ino) \(status.st_size) \(status.st_mode) "
        + "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) "
        + "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(rights(ofFolder: path))"
    }.joined(separator: "\n")
  }

  /// The path itself and, for a symbolic link, every path that it leads to: each of them can become
  /// another file.
  static func places(of path: String) -> [String] {
    var places = [path]
    // The kernel follows this many links.
    let look = FileLook.system
    while places.count <= 40, let last = places.last,
      case .link(let target)? = look.facts(last)?.kind
    {
      let folder = (last as NSString).deletingLastPathComponent
      let next = target.hasPrefix("/") ? target : "\(folder)/\(target)"
      places.append(withRealFolder(next))
    }
    return places
  }

  /// The same file under the one name that is watched: its folder without links and dots.
  private static func withRealFolder(_ path: String) -> String {
    let (folder, name) = FolderWatch.split(path)
    guard let real = realpath(folder.isEmpty ? "/" : folder, nil) else { return path }
    defer { free(real) }
    return "\(String(cString: real))/\(name)"
  }

  private static func rights(ofFolder path: String) -> String {
    var status = stat()
    guard stat((path as NSString).deletingLastPathComponent, &status) == 0 else { return "none" }
    return "\(status.st_mode) \(status.st_uid) \(status.st_gid)"
  }
}
