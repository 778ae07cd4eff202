/// The few facts of an ELF file that decide whether it may be loaded, read without loading it.
package struct ElfImage: Sendable {
  /// Why a file must not be loaded; both parts follow "FILE: " in one line.
  package struct Fault: Error, Sendable, Equatable {
    /// What is wrong, as a clause.
    package let cause: String
    /// What its author can do about it, as an imperative.
    package let cure: String
  }

  private struct Segment {
    static let load: UInt64 = 1
    static let dynamic: UInt64 = 2
    /// PT_GNU_STACK: its flags say whether thread stacks are executable.
    static let stack: UInt64 = 0x6474_E551

    let type: UInt64
    let flags: UInt64
    let offset: Int
    let address: UInt64
    let length: Int

    var isExecutable: Bool { flags & 1 != 0 }
  }

  private let bytes: [UInt8]

  /// - Parameter bytes: the whole file.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  #if arch(x86_64)
    private static let machine: UInt64 = 62
    /// The machine that this server is built for.
    package static let architecture = "x86_64"
  #elseif arch(arm64)
    private static let machine: UInt64 = 183
    package static let architecture = "aarch64"
  #endif

  /// What is wrong with the file, or nil: it isn't a complete 64-bit shared library for this
  /// machine, it would make the stacks of all threads executable, or it refers to code that would
  /// not be found from the private copy and that a signature would not cover.
  package var fault: Fault? {
    guard bytes.count >= 64, bytes.prefix(4).elementsEqual([0x7F, 0x45, 0x4C, 0x46]) else {
      return Fault(cause: "it is not an ELF shared library", cure: "build it with -shared -fPIC")
    }
    guard bytes[4] == 2, bytes[5] == 1, number(at: 18, size: 2) == Self.machine else {
      return Fault(
        cause: "it is built for another architecture", cure: "build it on \(Self.architecture)")
    }
    guard number(at: 16, size: 2) == 3 else {
      return Fault(
        cause: "it is an ELF file but not a shared library", cure: "build it with -shared -fPIC")
    }
    guard isWhole else {
      return Fault(cause: "it is cut short", cure: "copy it again, and rename it into place")
    }
    return stackFault ?? dependencyFault
  }

  // MARK: - Faults

  /// A missing or executable PT_GNU_STACK header: without one, glibc makes every stack executable,
  /// including the server's.
  package var stackFault: Fault? {
    let stack = segments.first { $0.type == Segment.stack }
    guard stack?.isExecutable ?? true else { return nil }
    let what =
      stack == nil ? "it has no PT_GNU_STACK header" : "its PT_GNU_STACK header is flagged RWE"
    return Fault(
      cause: "\(what), which makes the stacks of all threads executable",
      cure: "link it with -z noexecstack, and give its assembler files a .note.GNU-stack section")
  }

  /// DT_AUDIT, DT_DEPAUDIT, DT_AUXILIARY and DT_FILTER (ld.so(8), elf(5)).
  private static let delegations: [UInt64: String] = [
    0x6FFF_FEFC: "DT_AUDIT", 0x6FFF_FEFB: "DT_DEPAUDIT", 0x7FFF_FFFD: "DT_AUXILIARY",
    0x7FFF_FFFF: "DT_FILTER",
  ]

  /// An entry that names another library to be used instead of this one or to audit it: the loader
  /// would open that library even to list this one's dependencies.
  package var delegationFault: Fault? {
    dynamicEntries.lazy.compactMap { Self.delegations[$0.tag] }.first.map { name in
      Fault(
        cause: "its \(name) makes another library's code run instead of it or around it",
        cure: "link it without --audit, --depaudit, --auxiliary and --filter")
    }
  }

  private var dependencyFault: Fault? {
    let (paths, needed) = dependencies
    if let fault = delegationFault { return fault }
    for folder in paths where !folder.hasPrefix("/") && folder != "$ORIGIN" {
      guard !folder.isEmpty else {
        return Fault(
          cause: "its RUNPATH has an empty entry, which is the working directory",
          cure: "link it without, or run: patchelf --remove-rpath FILE")
      }
      return Fault(
        cause: "its RUNPATH \"\(folder)\" is relative",
        cure: "link its dependencies from absolute paths, or statically")
    }
    for name in needed where name.contains("/") && !name.hasPrefix("/") {
      return Fault(
        cause: "it needs \"\(name)\", a path that begins in the working directory",
        cure: "give that library a SONAME (-Wl,-soname,NAME) and link again, or link it statically")
    }
    return nil
  }

  // MARK: - Tables

  /// A little-endian number; 0 beyond the end of the file, so that a truncated file has no tables.
  private func number(at offset: Int, size: Int) -> UInt64 {
    guard offset >= 0, offset <= bytes.count - size else { return 0 }
    return (0..<size).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
  }

  /// Whether all parts that its tables refer to lie within the file, which is not so in a truncated
  /// copy.
  private var isWhole: Bool {
    let size = UInt64(bytes.count)
    // Linkers write the section table last; a stripped file may have none.
    let sections = number(at: 40, size: 8).addingReportingOverflow(
      number(at: 58, size: 2) * number(at: 60, size: 2))
    guard !sections.overflow, sections.partialValue <= size else { return false }
    let headers = Int(truncatingIfNeeded: number(at: 32, size: 8))
    return (0..<Int(number(at: 56, size: 2))).allSatisfy { index in
      let at = headers &+ index * Int(number(at: 54, size: 2))
      guard number(at: at, size: 4) == Segment.load else { return true }
      let end = number(at: at &+ 8, size: 8).addingReportingOverflow(number(at: at &+ 32, size: 8))
      return !end.overflow && end.partialValue <= size
    }
  }

  private var segments: [Segment] {
    let headers = Int(truncatingIfNeeded: number(at: 32, size: 8))
    let size = Int(number(at: 54, size: 2))
    return (0..<Int(number(at: 56, size: 2))).map { index in
      let at = headers &+ index * size
      return Segment(
        type: number(at: at, size: 4), flags: number(at: at &+ 4, size: 4),
        offset: Int(truncatingIfNeeded: number(at: at &+ 8, size: 8)),
        address: number(at: at &+ 16, size: 8),
        length: Int(truncatingIfNeeded: number(at: at &+ 32, size: 8)))
    }
  }

  private var dynamicEntries: [(tag: UInt64, value: UInt64)] {
    guard let dynamic = segments.first(where: { $0.type == Segment.dynamic }) else { return [] }
    let end = min(dynamic.offset &+ dynamic.length, bytes.count)
    // A negative offset would make the loop practically endless.
    return stride(from: max(0, dynamic.offset), to: end, by: 16)
      .lazy.map { (number(at: $0, size: 8), number(at: $0 + 8, size: 8)) }
      .prefix { $0.0 != 0 }.map { (tag: $0.0, value: $0.1) }
  }

  /// The folders of DT_RPATH and DT_RUNPATH, and the libraries of DT_NEEDED.
  package var dependencies: (searchPaths: [String], needed: [String]) {
    var paths: [UInt64] = []
    var needed: [UInt64] = []
    var stringTable: UInt64 = 0
    for (tag, value) in dynamicEntries {
      switch tag {
      case 1: needed.append(value)
      case 5: stringTable = value
      case 15, 29: paths.append(value)
      default: continue
      }
    }
    let home = segments.first {
      $0.type == Segment.load && stringTable >= $0.address
        && stringTable - $0.address < UInt64(max(0, $0.length))
    }
    guard let home else { return ([], []) }
    let start = home.offset &+ Int(truncatingIfNeeded: stringTable - home.address)
    func name(_ offset: UInt64) -> String { string(at: start &+ Int(truncatingIfNeeded: offset)) }
    return (
      paths.flatMap {
        name($0).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      }, needed.map(name)
    )
  }

  private func string(at offset: Int) -> String {
    guard offset >= 0, offset < bytes.count else { return "" }
    return String(decoding: bytes[offset...].prefix(4096).prefix { $0 != 0 }, as: UTF8.self)
  }
}
