import Glibc

/// Why the system could not create a thread.
package struct ThreadFailure: Error, CustomStringConvertible {
  /// The result of `pthread_create`, usually EAGAIN.
  package let code: CInt

  /// - Parameter code: an errno value.
  package init(code: CInt) { self.code = code }

  /// A sentence for people.
  package var description: String {
    "No more threads can be created (\(String(cString: strerror(code)))). Raise the limit of processes or of memory (ulimit -u, TasksMax, pids.max), or run fewer tasks at the same time."
  }
}
