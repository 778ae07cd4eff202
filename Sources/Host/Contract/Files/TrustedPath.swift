import Glibc

/// Whether only root and the user of this process can change what a path leads to: the file itself,
/// every folder above it up to `/`, and every symbolic link on the way.
///
/// These are sshd's rules for `authorized_keys`: owned by root or by us, and writable by nobody
/// else. A folder with the sticky bit passes, because others can't replace files there that are not
/// theirs. A group passes if it has no other members, so that files created under umask 002 are
/// accepted.
package enum TrustedPath {
  /// Why a path can't be trusted.
  package struct Fault: Error, Sendable, Equatable {
    /// The offending path: the one that was checked, or another on the way to it.
    package let path: String
    /// Continues a sentence that begins with the path.
    package let cause: String
    /// What to do about it, as an imperative.
    package let cure: String

    /// The cause in a sentence about the file `subject`, which is called "it" there.
    package func cause(about subject: String) -> String {
      "\(path == subject ? "it" : path) \(cause)"
    }
  }

  /// The kernel's limit on links in one path.
  private static let maximumLinks = 40

  /// Checks a path. Blocks. A path that does not exist has no fault: opening it will report that.
  /// - Parameters:
  ///   - path: relative to the working directory, or absolute.
  ///   - look: where the facts come from.
  package static func fault(_ path: String, look: FileLook = .system) -> Fault? {
    walkPath(path, look: look, missing: nil).fault
  }

  /// The same for an opened file, which has to be the one that the path leads to. Otherwise anyone
  /// who can rename files in a sticky folder could substitute another one between the check and the
  /// opening.
  package static func fault(
    _ path: String, openedAs descriptor: CInt, look: FileLook = .system
  ) -> Fault? {
    let walked = walkPath(path, look: look, missing: nil)
    if let fault = walked.fault { return fault }
    guard let found = walked.end?.identity, found == FileIdentity(of: descriptor) else {
      return Fault(
        path: path, cause: "was replaced while it was checked",
        cure: "see who writes to its folder, and try again")
    }
    return nil
  }

  /// The same for a folder that is searched for libraries: no other user may be able to put a
  /// library there, or to create the folder if it doesn't exist.
  package static func fault(ofSearched folder: String, look: FileLook = .system) -> Fault? {
    let walked = walkPath(folder, look: look) { path, parent in
      guard let facts = look.facts(parent), facts.mode & 0o1002 == 0o1002 else { return nil }
      return Fault(
        path: path, cause: "doesn't exist, and other users can create it in \(parent)",
        cure: "run: mkdir \(path), or link without it")
    }
    if let fault = walked.fault { return fault }
    guard let end = walked.end, end.mode & 0o1000 != 0, end.mode & 0o022 != 0 else { return nil }
    return Fault(
      path: folder, cause: "can be written by other users, who could put a library there",
      cure: "run: chmod go-w \(folder), or link without it")
  }

  /// - Returns: the fault, or the facts of what the path leads to, if it exists.
  private static func walkPath(
    _ path: String, look: FileLook, missing: ((_ path: String, _ parent: String) -> Fault?)?
  ) -> (fault: Fault?, end: FileFacts?) {
    let path = path.hasPrefix("/") ? path : workingDirectory + "/" + path
    guard let root = look.facts("/") else { return (nil, nil) }
    // The owner of the root directory controls everything; in a user namespace that isn't uid 0.
    let rule = Rule(look: look, trusted: [0, look.user, root.owner])
    if let fault = rule.fault(at: "/", facts: root) { return (fault, nil) }
    // The facts of "/" and of each folder on the way to `place`, so that ".." leads back to them.
    var way = [root]
    var place = ""
    var links = 0
    var rest = Array(path.split(separator: "/").map(String.init).reversed())
    while let next = rest.popLast() {
      if next == "." { continue }
      if next == ".." {
        place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
        if way.count > 1 { way.removeLast() }
        continue
      }
      let here = place + "/" + next
      guard let facts = look.facts(here) else {
        return (missing?(here, place.isEmpty ? "/" : place), nil)
      }
      if let fault = rule.fault(at: here, facts: facts) { return (fault, nil) }
      guard case .link(let target) = facts.kind else {
        place = here
        way.append(facts)
        continue
      }
      links += 1
      guard links <= maximumLinks else { return (nil, nil) }
      if target.hasPrefix("/") { (place, way) = ("", [root]) }
      rest += target.split(separator: "/").map(String.init).reversed()
    }
    return (nil, way.last)
  }

  private static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The conditions on one file or folder; has no side effects.
  private struct Rule {
    let look: FileLook
    let trusted: Set<UInt32>

    func fault(at path: String, facts: FileFacts) -> Fault? {
      guard trusted.contains(facts.owner) else {
        return Fault(
          path: path,
          cause:
            "belongs to \(look.userName(facts.owner)), who is neither root nor the user of the "
            + "server",
          cure: "run: chown \(facts.kind.isLink ? "-h " : "")\(look.userName(look.user)) \(path)")
      }
      // For a link only its owner matters, and the same is true of each entry in a sticky folder.
      if facts.kind.isLink || (facts.kind == .folder && facts.mode & 0o1000 != 0) { return nil }
      if facts.mode & 0o002 != 0 {
        return Fault(
          path: path, cause: "can be written by other users", cure: "run: chmod o-w \(path)")
      }
      return facts.mode & 0o020 == 0 ? nil : fault(ofGroup: path, facts)
    }

    private func fault(ofGroup path: String, _ facts: FileFacts) -> Fault? {
      let list = facts.accessList.map(AccessList.init)
      for entry in list?.writers ?? [] {
        switch entry {
        case .user(let user) where !trusted.contains(user):
          let name = look.userName(user)
          return Fault(
            path: path, cause: "can be written by \(name) (access control list)",
            cure: "run: setfacl -b \(path)")
        case .group(let group) where !isPrivate(group):
          return Fault(
            path: path,
            cause: "can be written by the group \(look.groupName(group)) (access control list)",
            cure: "run: setfacl -b \(path)")
        case .user, .group: continue
        }
      }
      guard list?.isOwnGroupWriting ?? true, !isPrivate(facts.group) else { return nil }
      return Fault(
        path: path, cause: "can be written by the group \(look.groupName(facts.group))",
        cure: "run: chmod g-w \(path)")
    }

    /// A group without members is not private: it is unknown who will join it.
    private func isPrivate(_ group: UInt32) -> Bool {
      let members = look.members(group)
      return !members.isEmpty && members.isSubset(of: trusted)
    }
  }
}

extension FileFacts.Kind {
  fileprivate var isLink: Bool { if case .link = self { true } else { false } }
}
