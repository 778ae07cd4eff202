import Foundation

/// What is said of a library's file without running any of its code.
struct ElfFile {
  private let data: Data

  static func verdict(path: String) -> Verdict {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      return .fail(
        .file, "it can't be read (\(error.localizedDescription))", cure: "check the path")
    }
    return ElfFile(data: data).verdict()
  }

  private func verdict() -> Verdict {
    guard data.count >= 64, data.prefix(4).elementsEqual([0x7F, 0x45, 0x4C, 0x46]) else {
      return .fail(.file, "it is not an ELF file", cure: "build it with -shared -fPIC")
    }
    guard data[4] == 2, data[5] == 1, number(18, 2) == Self.machine else {
      return .fail(
        .file, "it is built for another architecture (machine \(number(18, 2)))",
        cure: "build it for \(Self.architecture)")
    }
    guard number(16, 2) == 3 else {
      return .fail(.file, "it is not a shared library", cure: "build it with -shared -fPIC")
    }
    let paths = searchPaths()
    if let path = paths.first(where: { !$0.hasPrefix("/") && $0 != "$ORIGIN" }) {
      return .fail(
        .file, "its RUNPATH \"\(path)\" is relative",
        cure: "link its dependencies from absolute paths, or statically")
    }
    let shown = paths.isEmpty ? "no RUNPATH" : "RUNPATH \(paths.joined(separator: ":"))"
    return .pass(.file, "ELF for \(Self.architecture), \(shown)")
  }

  #if arch(x86_64)
    private static let machine = 62
    private static let architecture = "x86_64"
  #elseif arch(arm64)
    private static let machine = 183
    private static let architecture = "aarch64"
  #endif

  /// A little-endian number; 0 where the file is too short.
  private func number(_ offset: Int, _ size: Int) -> Int {
    guard offset >= 0, offset <= data.count - size else { return 0 }
    let value = (0..<size).reduce(UInt64(0)) { $0 | UInt64(data[offset + $1]) << UInt64(8 * $1) }
    return Int(truncatingIfNeeded: value)
  }

  /// The folders of DT_RPATH (15) and DT_RUNPATH (29).
  private func searchPaths() -> [String] {
    let segments = (0..<number(56, 2)).map { number(32, 8) &+ $0 &* number(54, 2) }
    guard let dynamic = segments.first(where: { number($0, 4) == 2 }) else { return [] }
    let start = number(dynamic &+ 8, 8)
    let count = min(max(number(dynamic &+ 32, 8), 0) / 16, 4096)
    let entries = (0..<count).map {
      (number(start &+ $0 &* 16, 8), number(start &+ $0 &* 16 &+ 8, 8))
    }
    guard let strings = entries.first(where: { $0.0 == 5 })?.1 else { return [] }
    // The table's address in memory, as a place in the file.
    let home = segments.first { segment in
      let address = number(segment &+ 16, 8)
      return number(segment, 4) == 1 && strings >= address
        && strings &- address < number(segment &+ 32, 8)
    }
    guard let home else { return [] }
    let base = strings &- number(home &+ 16, 8) &+ number(home &+ 8, 8)
    return entries.filter { $0.0 == 15 || $0.0 == 29 }.flatMap { text(at: base &+ $0.1) }
  }

  private func text(at offset: Int) -> [String] {
    guard offset >= 0, offset < data.count else { return [] }
    let bytes = data[offset...].prefix { $0 != 0 }
    return String(decoding: bytes, as: UTF8.self).split(separator: ":").map(String.init)
  }
}
