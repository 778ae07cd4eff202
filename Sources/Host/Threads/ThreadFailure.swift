import Glibc

/// Why the system gave no thread.
package struct ThreadFailure: Error, CustomStringConvertible {
  /// What `pthread_create` answered: EAGAIN, mostly.
  package let code: CInt

  package init(code: CInt) { self.code = code }

  package var description: String {
    "No further thread can be made (\(String(cString: strerror(code)))). Raise the limit of processes or of memory (ulimit -u, TasksMax, pids.max), or run fewer tasks at once."
  }
}
