import Foundation

/// The seccomp program for the sandbox, in the form that `bwrap --seccomp` reads.
///
/// It refuses new processes (threads are fine), because RLIMIT_NPROC does not hold for a server that
/// runs as root; memory that no limit counts (memfd, System V); and parts of the kernel that Python
/// code under test has no business with.
enum SystemCallFilter {
  #if arch(x86_64)
    private static let architecture: UInt32 = 0xC000_003E
    private static let clone: UInt32 = 56
    private static let refused: [UInt32] = [
      57, 58,  // fork, vfork
      319, 447, 29, 64, 68,  // memfd_create, memfd_secret, shmget, semget, msgget
      101, 310, 311,  // ptrace, process_vm_readv, process_vm_writev
      155, 165, 166, 272, 308,  // pivot_root, mount, umount2, unshare, setns
      246, 248, 249, 250, 298, 321, 323,  // kexec_load, keys, perf_event_open, bpf, userfaultfd
      303, 304,  // name_to_handle_at, open_by_handle_at
    ]
  #elseif arch(arm64)
    private static let architecture: UInt32 = 0xC000_00B7
    private static let clone: UInt32 = 220
    private static let refused: [UInt32] = [
      279, 447, 194, 190, 186, 117, 270, 271, 41, 40, 39, 97, 268, 104, 217, 218, 219, 241, 280,
      282, 264, 265,
    ]
  #endif
  /// The same number everywhere: io_uring, and the mount calls that came with Linux 5.2.
  private static let refusedEverywhere: [UInt32] = [425, 426, 427, 428, 429, 430, 431, 432, 433]
  private static let clone3: UInt32 = 435

  private static let notPermitted: UInt32 = 0x0005_0001
  private static let noSuchCall: UInt32 = 0x0005_0026
  private static let allow: UInt32 = 0x7FFF_0000
  private static let kill: UInt32 = 0x8000_0000

  static let bytes: Data = {
    var program: [Instruction] = [
      .load(offset: 4), .skip(1, ifEqual: architecture), .answer(kill), .load(offset: 0),
      // The x32 numbers would walk around the list.
      .unless(atLeast: 0x4000_0000, skip: 1), .answer(notPermitted),
    ]
    for number in refused + refusedEverywhere {
      program += [.unless(equal: number, skip: 1), .answer(notPermitted)]
    }
    // glibc falls back to clone, whose flags can be read here; those of clone3 are in memory.
    program += [.unless(equal: clone3, skip: 1), .answer(noSuchCall)]
    program += [
      .unless(equal: clone, skip: 3), .load(offset: 16),
      .skip(1, ifBit: 0x0001_0000),  // CLONE_THREAD
      .answer(notPermitted), .answer(allow),
    ]
    return program.reduce(into: Data()) { $0.append($1.bytes) }
  }()

  /// struct sock_filter.
  private struct Instruction {
    let code: UInt16
    let yes: UInt8
    let no: UInt8
    let value: UInt32

    static func load(offset: UInt32) -> Self { Self(code: 0x20, yes: 0, no: 0, value: offset) }
    static func answer(_ value: UInt32) -> Self { Self(code: 0x06, yes: 0, no: 0, value: value) }
    static func skip(_ count: UInt8, ifEqual value: UInt32) -> Self {
      Self(code: 0x15, yes: count, no: 0, value: value)
    }
    static func skip(_ count: UInt8, ifBit value: UInt32) -> Self {
      Self(code: 0x45, yes: count, no: 0, value: value)
    }
    static func unless(equal value: UInt32, skip count: UInt8) -> Self {
      Self(code: 0x15, yes: 0, no: count, value: value)
    }
    static func unless(atLeast value: UInt32, skip count: UInt8) -> Self {
      Self(code: 0x35, yes: 0, no: count, value: value)
    }

    var bytes: Data {
      withUnsafeBytes(of: code.littleEndian) { Data($0) } + [yes, no]
        + withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }
  }
}
