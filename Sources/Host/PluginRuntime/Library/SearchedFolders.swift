import Foundation
import Glibc
import HermesContract

/// The folders in which the loader searches for an object's dependencies (ld.so(8), "Dynamic string
/// tokens" and "glibc-hwcaps").
enum SearchedFolders {
  /// Subfolders that some processors prefer. Until glibc 2.36 also directly below the folder.
  private static let preferred =
    ["x86-64-v4", "x86-64-v3", "x86-64-v2"].map { "glibc-hwcaps/\($0)" }
    + ["tls", "haswell", "avx512_1", "x86_64"]

  /// The folders that a RUNPATH entry stands for; nil for an entry that differs between processes
  /// or machines.
  /// - Parameter object: the object with the RUNPATH, as the loader opened it.
  static func named(_ entry: String, of object: String) -> [String]? {
    // A link may be in another folder than its target, and versions of the loader differ in which
    // of the two they use.
    let homes = Set([object, realPath(of: object)].map(folder(of:)))
    let paths = homes.sorted().map { home in
      entry.replacing("${ORIGIN}", with: home).replacing("$ORIGIN", with: home)
    }
    guard paths.allSatisfy({ $0.hasPrefix("/") && !$0.contains("$") }) else { return nil }
    return paths
  }

  /// What lets another user put a library into the folder, or below it where the loader searches
  /// first. Blocks.
  static func fault(of folder: String) -> TrustedPath.Fault? {
    if let fault = TrustedPath.fault(ofSearched: folder) { return fault }
    return preferred.lazy.compactMap { TrustedPath.fault("\(folder)/\($0)") }.first
  }

  private static func realPath(of path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
