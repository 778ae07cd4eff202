import HermesThreads
import Synchronization

/// The libraries that are open in this process, by digest. None is ever closed; one that comes back
/// is used as it is.
final class LibraryImages: Sendable {
  struct Image: Sendable {
    let library: Library
    let record: CallRecord.Library
  }

  private let images = Mutex<[String: Image]>([:])
  /// Whose turn it is to be opened and to make its agents.
  let turn = Slots(limit: 1)
  private let signals = Mutex<[String: [String]]>([:])

  /// Runs foreign code: control thread only, one at a time.
  func open(_ file: LibraryFile, extensions: Set<String>) throws(LibraryRefusal) -> Image {
    if let image = images.withLock({ $0[file.digest] }) { return image }
    let library = try Library(copy: file.copy, path: file.path, extensions: extensions)
    let image = Image(library: library, record: library.recorded(as: file))
    images.withLock { $0[file.digest] = image }
    return image
  }

  /// The signals that a library was found to take only when it made its agents; nil: none.
  func signals(of digest: String) -> [String]? { signals.withLock { $0[digest] } }

  func noteSignals(_ names: [String], of digest: String) {
    signals.withLock { $0[digest] = names }
  }

  var count: Int { images.withLock { $0.count } }
}
