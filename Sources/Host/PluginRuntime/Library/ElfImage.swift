import Foundation

/// The few facts of an ELF file that decide whether it may be opened, read without opening it.
struct ElfImage {
  private let data: Data

  init(_ data: Data) { self.data = data }

  /// Refuses what is not a 64-bit ELF library for this machine, and library search paths that
  /// would not be found from the private copy and that a signature would not cover.
  func check(path: String) throws(LibraryRefusal) {
    guard data.count >= 64, data.prefix(4).elementsEqual([0x7F, 0x45, 0x4C, 0x46]) else {
      throw LibraryRefusal(
        path, "it is not an ELF shared library", cure: "build it with -shared -fPIC")
    }
    guard data[4] == 2, data[5] == 1, number(18, 2) == Self.machine else {
      throw LibraryRefusal(
        path, "it is built for another architecture", cure: "build it on \(Self.architecture)")
    }
    guard isWhole else {
      throw LibraryRefusal(
        path, "it is cut short", cure: "copy it again, and rename it into place")
    }
    for folder in searchPaths() where !folder.hasPrefix("/") && folder != "$ORIGIN" {
      throw LibraryRefusal(
        path, "its RUNPATH \"\(folder)\" is relative",
        cure: "link its dependencies from absolute paths, or statically")
    }
  }

  #if arch(x86_64)
    private static let machine: UInt64 = 62
    private static let architecture = "x86_64"
  #elseif arch(arm64)
    private static let machine: UInt64 = 183
    private static let architecture = "aarch64"
  #endif

  /// A little-endian number; 0 where the file is too short, so that a cut file has no tables.
  private func number(_ offset: Int, _ size: Int) -> UInt64 {
    guard offset >= 0, offset <= data.count - size else { return 0 }
    return (0..<size).reduce(0) { $0 | UInt64(data[offset + $1]) << UInt64(8 * $1) }
  }

  /// Whether everything that its tables name lies in the file: a copy that broke off does not.
  private var isWhole: Bool {
    let size = UInt64(data.count)
    // The table of sections is the last thing that linkers write; a stripped file may have none.
    let sections = number(40, 8).addingReportingOverflow(number(58, 2) * number(60, 2))
    guard !sections.overflow, sections.partialValue <= size else { return false }
    let headers = Int(truncatingIfNeeded: number(32, 8))
    return (0..<Int(number(56, 2))).allSatisfy { index in
      let at = headers &+ index * Int(number(54, 2))
      guard number(at, 4) == 1 else { return true }
      let end = number(at &+ 8, 8).addingReportingOverflow(number(at &+ 32, 8))
      return !end.overflow && end.partialValue <= size
    }
  }

  /// The folders of DT_RPATH and DT_RUNPATH.
  private func searchPaths() -> [String] {
    let headers = Int(truncatingIfNeeded: number(32, 8))
    let size = Int(number(54, 2))
    var segments: [(type: UInt64, offset: Int, address: UInt64, length: Int)] = []
    for index in 0..<Int(number(56, 2)) {
      let at = headers &+ index * size
      segments.append(
        (
          number(at, 4), Int(truncatingIfNeeded: number(at &+ 8, 8)), number(at &+ 16, 8),
          Int(truncatingIfNeeded: number(at &+ 32, 8))
        ))
    }
    guard let dynamic = segments.first(where: { $0.type == 2 }) else { return [] }
    var paths: [UInt64] = []
    var stringTable: UInt64 = 0
    let end = min(dynamic.offset &+ dynamic.length, data.count)
    // A negative offset would be a walk of years.
    for at in stride(from: max(0, dynamic.offset), to: end, by: 16) {
      switch number(at, 8) {
      case 5: stringTable = number(at + 8, 8)
      case 15, 29: paths.append(number(at + 8, 8))
      default: continue
      }
    }
    guard
      let segment = segments.first(where: {
        $0.type == 1 && stringTable >= $0.address
          && stringTable - $0.address < UInt64(max(0, $0.length))
      })
    else { return [] }
    let start = segment.offset &+ Int(truncatingIfNeeded: stringTable - segment.address)
    return paths.flatMap {
      text(at: start &+ Int(truncatingIfNeeded: $0)).split(separator: ":").map(String.init)
    }
  }

  private func text(at offset: Int) -> String {
    guard offset >= 0, offset < data.count else { return "" }
    return String(decoding: data[offset...].prefix(4096).prefix { $0 != 0 }, as: UTF8.self)
  }
}
