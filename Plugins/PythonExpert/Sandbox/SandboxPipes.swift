import Foundation
import PythonExpertLinux

/// The channels to a sandboxed process.
struct SandboxPipes {
  /// The child's ends; closed here once the child has them, because otherwise no end of file would
  /// arrive.
  struct ChildEnds {
    let input: Descriptor
    let result: Descriptor
    let output: Descriptor
    let filter: Descriptor
  }

  /// Nil when everything has been sent.
  var input: Descriptor?
  let result: Descriptor
  let output: Descriptor

  /// `filter` is small enough to stay in its pipe until bubblewrap reads it.
  static func makePipes(filter: Data?) throws -> (SandboxPipes, ChildEnds) {
    // A socket, because send() can suppress SIGPIPE, while write() to a pipe can't.
    var pair: [Int32] = [-1, -1]
    let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, stream, 0, &pair) == 0 else {
      throw SpawnFailure(what: "socketpair", code: errno)
    }
    let input = (Descriptor(moving: pair[0]), Descriptor(moving: pair[1]))
    let (result, output, filterPipe) = (try makePipe(), try makePipe(), try makePipe())
    if let filter {
      _ = filter.withUnsafeBytes { write(filterPipe.1.number, $0.baseAddress, $0.count) }
    }
    for end in [input.0, result.0, output.0] {
      _ = fcntl(end.number, F_SETFL, fcntl(end.number, F_GETFL) | O_NONBLOCK)
    }
    return (
      SandboxPipes(input: input.0, result: result.0, output: output.0),
      ChildEnds(input: input.1, result: result.1, output: output.1, filter: filterPipe.0)
    )
  }

  private static func makePipe() throws -> (Descriptor, Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard hermes_pipe(&ends) == 0 else { throw SpawnFailure(what: "pipe2", code: errno) }
    return (Descriptor(moving: ends[0]), Descriptor(moving: ends[1]))
  }
}
