import Foundation
import Glibc
import HermesContract

/// The folders in which the loader looks for what an object needs (ld.so(8), "Dynamic string tokens" and
/// "glibc-hwcaps").
enum SearchedFolders {
  /// Below a folder that is looked in: what some processors prefer. Until glibc 2.36 also directly below it.
  private static let preferred =
    ["x86-64-v4", "x86-64-v3", "x86-64-v2"].map { "glibc-hwcaps/\($0)" }
    + ["tls", "haswell", "avx512_1", "x86_64"]

  /// The folders that an entry of a RUNPATH means; nil for one that means another in every process, or on every
  /// machine.
  /// - Parameter object: whose RUNPATH it is, as the loader opened it.
  static func named(_ entry: String, of object: String) -> [String]? {
    // A link to it lies elsewhere, and versions of the loader differ in which of the two they mean.
    let homes = Set([object, realPath(of: object)].map(folder(of:)))
    let paths = homes.sorted().map { home in
      entry.replacing("${ORIGIN}", with: home).replacing("$ORIGIN", with: home)
    }
    guard paths.allSatisfy({ $0.hasPrefix("/") && !$0.contains("$") }) else { return nil }
    return paths
  }

  /// What lets another user put a library into the folder, or below it where the loader looks first. Blocks.
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
