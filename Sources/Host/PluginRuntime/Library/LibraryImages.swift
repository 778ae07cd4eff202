import HermesThreads
import Synchronization

/// The libraries that are open in this process, by digest. None is ever closed; one that is loaded
/// again is reused.
final class LibraryImages: Sendable {
  struct Image: Sendable {
    let library: Library
    let record: CallRecord.Library
  }

  private let images = Mutex<[String: Image]>([:])
  /// Serialises opening libraries and creating their agents.
  let turn = Slots(limit: 1)
  private let signals = Mutex<[String: [String]]>([:])

  /// Runs foreign code: control thread only, one at a time.
  func open(_ file: LibraryFile, extensions: Set<String>) throws(LibraryRefusal) -> Image {
    if let image = images.withLock({ $0[file.digest] }) { return image }
    let library = try Library(
      copy: file.copy, path: file.path, runtime: file.runtime, extensions: extensions)
    let image = Image(library: library, record: library.recorded(as: file))
    images.withLock { $0[file.digest] = image }
    return image
  }

  /// The signals whose handlers a library installed only when it created its agents; nil if there
  /// are none.
  func signals(of digest: String) -> [String]? { signals.withLock { $0[digest] } }

  func noteSignals(_ names: [String], of digest: String) {
    signals.withLock { $0[digest] = names }
  }

  var count: Int { images.withLock { $0.count } }
}
