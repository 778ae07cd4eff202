import Foundation

/// The seccomp program for the sandbox, in the format that `bwrap --seccomp` reads.
///
/// It refuses new processes; memory that no limit covers (memfd, System V, asynchronous input and
/// output, pages in pipes, file watches, page policies, large socket buffers, connections that are
/// never accepted or that hold data sent to themselves); sessions, which would get separate shares
/// of the processors; input for terminals; socket families that Python's own modules do not need,
/// some of which (vsock) bypass the network namespace; and kernel features that Python code under
/// test has no use for. Threads are limited by RLIMIT_NPROC; where that does not apply, for root,
/// they are refused too.
enum SystemCallFilter {
  #if arch(x86_64)
    private static let architecture: UInt32 = 0xC000_003E
    private static let clone: UInt32 = 56
    /// socket, socketpair
    private static let sockets: [UInt32] = [41, 53]
    private static let ioctl: UInt32 = 16
    /// connect, listen
    private static let network: [UInt32] = [42, 50]
    private static let refused: [UInt32] = [
      57, 58,  // fork, vfork
      319, 447, 29, 64, 68,  // memfd_create, memfd_secret, shmget, semget, msgget
      101, 310, 311,  // ptrace, process_vm_readv, process_vm_writev
      155, 165, 166, 272, 308,  // pivot_root, mount, umount2, unshare, setns
      246, 248, 249, 250, 298, 321, 323,  // kexec_load, keys, perf_event_open, bpf, userfaultfd
      303, 304,  // name_to_handle_at, open_by_handle_at
      206,  // io_setup
      275, 276, 278,  // splice, tee, vmsplice
      253, 294, 300,  // inotify_init, inotify_init1, fanotify_init
      237, 238, 450,  // mbind, set_mempolicy, set_mempolicy_home_node
      54,  // setsockopt: socket buffers keep their size
      112,  // setsid
    ]
  #elseif arch(arm64)
    private static let architecture: UInt32 = 0xC000_00B7
    private static let clone: UInt32 = 220
    private static let sockets: [UInt32] = [198, 199]
    private static let ioctl: UInt32 = 29
    private static let network: [UInt32] = [203, 201]
    private static let refused: [UInt32] = [
      279, 447, 194, 190, 186, 117, 270, 271, 41, 40, 39, 97, 268, 104, 217, 218, 219, 241, 280,
      282, 264, 265, 0, 76, 77, 75, 26, 262, 235, 237, 450, 208, 157,
    ]
  #endif
  /// The same number on every architecture: io_uring, the mount calls added in Linux 5.2, and
  /// Landlock.
  private static let refusedEverywhere: [UInt32] = [
    425, 426, 427, 428, 429, 430, 431, 432, 433, 444, 445, 446,
  ]
  private static let clone3: UInt32 = 435
  /// TIOCSTI: injects input into a terminal.
  private static let typing: UInt32 = 0x5412

  /// AF_UNIX, which asyncio needs. An IP socket can be connected to itself, by `sendto` alone, and
  /// then holds megabytes that no limit covers.
  private static let families: [UInt32] = [1]

  private static let notPermitted: UInt32 = 0x0005_0001
  private static let unreachable: UInt32 = 0x0005_0065
  private static let noSuchFamily: UInt32 = 0x0005_0061
  private static let noSuchCall: UInt32 = 0x0005_0026
  private static let allow: UInt32 = 0x7FFF_0000
  private static let kill: UInt32 = 0x8000_0000

  static let withThreads = bytes(allowsThreads: true)
  static let withoutThreads = bytes(allowsThreads: false)

  private static func bytes(allowsThreads: Bool) -> Data {
    var program: [Instruction] = [
      .load(offset: 4), .skip(1, ifEqual: architecture), .answer(kill), .load(offset: 0),
      // The x32 numbers would bypass the list.
      .unless(atLeast: 0x4000_0000, skip: 1), .answer(notPermitted),
    ]
    for number in refused + refusedEverywhere {
      program += [.unless(equal: number, skip: 1), .answer(notPermitted)]
    }
    // There is no network, so report it as unreachable.
    for number in network {
      program += [.unless(equal: number, skip: 1), .answer(unreachable)]
    }
    // glibc falls back to clone, whose flags can be read here; those of clone3 are in memory.
    program += [.unless(equal: clone3, skip: 1), .answer(noSuchCall)]
    for number in sockets {
      // For other calls the jump skips the whole block, so that the number is still loaded.
      let checks = families.enumerated().map { index, family in
        Instruction.skip(UInt8(families.count - index), ifEqual: family)
      }
      program += [.unless(equal: number, skip: UInt8(families.count + 3)), .load(offset: 16)]
      program += checks + [.answer(noSuchFamily), .answer(allow)]
    }
    program += [
      .unless(equal: ioctl, skip: 4), .load(offset: 24), .unless(equal: typing, skip: 1),
      .answer(notPermitted), .answer(allow),
    ]
    let threads: UInt32 = 0x0001_0000  // CLONE_THREAD
    program += [.unless(equal: clone, skip: 3), .load(offset: 16)]
    // With no bit to test, every clone is refused.
    program += [.skip(1, ifBit: allowsThreads ? threads : 0)]
    program += [.answer(notPermitted), .answer(allow)]
    return program.reduce(into: Data()) { $0.append($1.bytes) }
  }

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
