import Foundation
import HermesContract

/// Checks a library's file without running any of its code.
enum ElfFile {
  static func verdict(path: String) -> Verdict {
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      return .fail(
        .file, seen: "it can't be read (\(error.localizedDescription))", cure: "check the path")
    }
    let image = ElfImage(bytes)
    if let fault = image.fault { return .fail(.file, seen: fault.cause, cure: fault.cure) }
    let paths = image.dependencies.searchPaths
    let shown = paths.isEmpty ? "no RUNPATH" : "RUNPATH \(paths.joined(separator: ":"))"
    return .pass(.file, seen: "ELF for \(ElfImage.architecture), \(shown)")
  }
}
