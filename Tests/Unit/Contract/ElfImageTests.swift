import HermesContract
import Testing

struct ElfImageTests {
  /// The smallest image with a dynamic section: header, three program headers, entries, strings.
  /// - Parameter tag: what the string is: DT_RUNPATH, or DT_NEEDED (1).
  private func image(
    _ string: String, tag: UInt64 = 29, changes: [Int: UInt64] = [:]
  ) -> [UInt8] {
    var words = [UInt64](repeating: 0, count: 29 + 8)
    func put(_ index: Int, _ value: UInt64) { words[index] = value }
    words[0] = 0x0001_0102_464C_457F  // ELF, 64 bits, little-endian
    #if arch(x86_64)
      words[2] = 62 << 16 | 3
    #else
      words[2] = 183 << 16 | 3
    #endif
    put(4, 64)  // program headers
    words[6] = 56 << 48  // their size at 54
    words[7] = 3  // their number
    put(8, 1)  // PT_LOAD
    put(12, UInt64(298 + string.utf8.count))  // as long as the file
    put(15, 2)  // PT_DYNAMIC
    put(16, 232)
    put(19, 64)
    put(22, 6 << 32 | 0x6474_E551)  // PT_GNU_STACK, read and write
    put(29, 5)  // DT_STRTAB
    put(30, 296)
    put(31, tag)
    put(32, 1)
    for (index, value) in changes { put(index, value) }
    return words.withUnsafeBytes { Array($0) } + [0] + Array(string.utf8) + [0]
  }

  private func refusal(of bytes: some Sequence<UInt8>) -> ElfImage.Fault? {
    ElfImage(Array(bytes)).fault
  }

  @Test("A file that ends before what its tables name is refused")
  func cut() {
    let whole = image("/usr/lib")
    #expect(refusal(of: whole) == nil)
    #expect(refusal(of: whole.dropLast())?.cause == "it is cut short")
    // A table of sections behind the end.
    #expect(refusal(of: image("/a", changes: [5: 1 << 20]))?.cause == "it is cut short")
  }

  @Test(
    "A relative library search path is refused by name",
    arguments: [
      ("lib", "lib"), ("/usr/lib:../lib", "../lib"), ("$ORIGIN/../lib", "$ORIGIN/../lib"),
      ("/a:.", "."),
    ])
  func relative(path: String, named: String) {
    #expect(refusal(of: image(path))?.cause == "its RUNPATH \"\(named)\" is relative")
  }

  @Test(
    "What has other code run in its place or around it is refused by name",
    arguments: [
      (UInt64(0x6FFF_FEFC), "DT_AUDIT"), (0x6FFF_FEFB, "DT_DEPAUDIT"),
      (0x7FFF_FFFD, "DT_AUXILIARY"), (0x7FFF_FFFF, "DT_FILTER"),
    ])
  func delegation(tag: UInt64, name: String) {
    #expect(refusal(of: image("/lib/a.so", tag: tag))?.cause.hasPrefix("its \(name) makes") == true)
  }

  @Test("Absolute search paths are accepted", arguments: ["/usr/lib", "/a:/b", "$ORIGIN"])
  func absolute(path: String) { #expect(refusal(of: image(path)) == nil) }

  @Test(
    "An empty search path is the working directory",
    arguments: ["", ":", "/usr/lib:", ":/usr/lib", "/a::/b"])
  func empty(path: String) {
    #expect(
      refusal(of: image(path))?.cause
        == "its RUNPATH has an empty entry, which is the working directory")
  }

  @Test("A needed library has a plain name or an absolute path")
  func needed() {
    for good in ["libm.so.6", "/usr/lib/libm.so.6"] {
      #expect(refusal(of: image(good, tag: 1)) == nil)
    }
    for bad in ["libs/libm.so", "./libm.so", "../libm.so", "$ORIGIN/libm.so"] {
      #expect(
        refusal(of: image(bad, tag: 1))?.cause
          == "it needs \"\(bad)\", a path that begins in the working directory")
    }
  }

  @Test("A library that would make stacks executable is refused")
  func stack() {
    let flagged = refusal(of: image("/a", changes: [22: 7 << 32 | 0x6474_E551]))
    #expect(
      flagged?.cause
        == "its PT_GNU_STACK header is flagged RWE, which makes the stacks of all threads executable"
    )
    let absent = refusal(of: image("/a", changes: [22: 0]))
    #expect(
      absent?.cause
        == "it has no PT_GNU_STACK header, which makes the stacks of all threads executable")
    #expect(absent?.cure.contains("-z noexecstack") == true)
  }

  @Test("What is not a library of this machine is refused")
  func foreign() {
    #expect(refusal(of: [])?.cause == "it is not an ELF shared library")
    #expect(
      refusal(of: Array("#!/bin/sh\n".utf8) + Array(repeating: 0, count: 100))?.cause
        == "it is not an ELF shared library")
    #expect(
      refusal(of: image("/", changes: [2: 3]))?.cause == "it is built for another architecture")
    #expect(
      refusal(of: image("/", changes: [0: 0x0001_0101_464C_457F]))?.cause
        == "it is built for another architecture")
  }

  @Test("Any file is answered, however wrong its tables are", .timeLimit(.minutes(1)))
  func wrongTables() {
    let extremes: [UInt64] = [
      0, 1, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFF0, .max, 1 << 62,
    ]
    // The number of headers, 7, is not among them: 65535 of them are slow, and never wrong.
    let indices = [4, 6, 8, 9, 10, 12, 15, 16, 17, 19, 22, 29, 30, 31, 32]
    for first in indices {
      for second in indices where second != first {
        for value in extremes {
          for other in extremes {
            _ = refusal(of: image("lib", changes: [first: value, second: other]))
          }
        }
      }
    }
    let whole = image("lib")
    for end in 0..<whole.count { _ = refusal(of: whole.prefix(end)) }
  }
}
