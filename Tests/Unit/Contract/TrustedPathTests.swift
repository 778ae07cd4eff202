import Glibc
import Testing

@testable import HermesContract

struct TrustedPathTests {
  private static let me: UInt32 = 1000
  private static let mallory: UInt32 = 1001

  /// Folders of root, a home of ours, and what a test adds.
  private func look(_ files: [String: FileFacts]) -> FileLook {
    let mine = FileFacts(.folder, owner: Self.me, group: 1000, mode: 0o755)
    let roots = FileFacts(.folder, owner: 0, mode: 0o755)
    var all = ["/": roots, "/home": roots, "/home/me": mine, "/home/me/agents.d": mine]
    all["/tmp"] = FileFacts(.folder, owner: 0, mode: 0o1777)
    all["/home/me/agents.d/A.so"] = FileFacts(.other, owner: Self.me, group: 1000, mode: 0o644)
    all.merge(files) { $1 }
    return FileLook(
      facts: { [all] in all[$0] },
      members: { [0: [0], 1000: [Self.me], 50: [Self.me, Self.mallory]][$0] ?? [] },
      userName: { [Self.me: "me", Self.mallory: "mallory"][$0] ?? "uid \($0)" },
      groupName: { [50: "staff"][$0] ?? "gid \($0)" }, user: Self.me)
  }

  private func said(_ path: String, _ files: [String: FileFacts] = [:]) -> String? {
    TrustedPath.fault(path, look: look(files)).map { "\($0.path) \($0.cause); \($0.cure)" }
  }

  private let library = "/home/me/agents.d/A.so"

  @Test("What root or we own, and nobody else writes, has no fault")
  func trusted() {
    #expect(said(library) == nil)
    #expect(said("/home/me/../me/./agents.d//A.so") == nil)
    #expect(said(library, [library: FileFacts(.other, owner: 0, mode: 0o644)]) == nil)
    // It isn't there: whoever opens it says so.
    #expect(said("/home/me/nowhere/A.so") == nil)
  }

  @Test("Anything on the way that is another's or that others write is named, up to the root")
  func everyFolder() {
    for path in ["/", "/home", "/home/me", "/home/me/agents.d"] {
      let theirs = FileFacts(.folder, owner: Self.mallory, mode: 0o755)
      // Who owns the root owns the machine.
      if path != "/" {
        #expect(
          said(library, [path: theirs])
            == "\(path) belongs to mallory, who is neither root nor the user of the server; run: "
            + "chown me \(path)")
      }
      let open = FileFacts(.folder, owner: 0, mode: 0o757)
      #expect(
        said(library, [path: open])
          == "\(path) can be written by other users; run: chmod o-w \(path)")
    }
    let theirs = FileFacts(.other, owner: Self.mallory, mode: 0o644)
    #expect(said(library, [library: theirs])?.hasPrefix("\(library) belongs to mallory") == true)
  }

  @Test("In a user namespace the owner of the root stands for root")
  func userNamespace() {
    var files: [String: FileFacts] = [:]
    for path in ["/", "/home"] { files[path] = FileFacts(.folder, owner: 65534, mode: 0o755) }
    #expect(said(library, files) == nil)
  }

  @Test("A group may write if it is ours alone, so that umask 002 is fine")
  func groups() {
    func file(_ group: UInt32) -> [String: FileFacts] {
      [library: FileFacts(.other, owner: Self.me, group: group, mode: 0o664)]
    }
    #expect(said(library, file(1000)) == nil)
    #expect(said(library, file(0)) == nil)
    let line = "\(library) can be written by the group staff; run: chmod g-w \(library)"
    #expect(said(library, file(50)) == line)
    // Nobody is in it today.
    #expect(said(library, file(77))?.contains("the group gid 77") == true)
    let folder = FileFacts(.folder, owner: Self.me, group: 50, mode: 0o2775)
    #expect(said(library, ["/home/me/agents.d": folder])?.contains("the group staff") == true)
  }

  @Test("An access control list counts for what its mask lets through")
  func accessLists() {
    func list(_ entries: (tag: UInt8, rights: UInt8, id: UInt32)...) -> [UInt8] {
      entries.reduce([2, 0, 0, 0]) { bytes, entry in
        bytes + [entry.tag, 0, entry.rights, 0] + (0..<4).map { UInt8(entry.id >> (8 * $0) & 255) }
      }
    }
    func said(_ list: [UInt8]) -> String? {
      self.said(
        library,
        [library: FileFacts(.other, owner: Self.me, group: 50, mode: 0o674, accessList: list)])
    }
    let none = UInt32.max
    let user = list((1, 6, none), (2, 6, Self.mallory), (4, 4, none), (16, 6, none), (32, 4, none))
    #expect(
      said(user)
        == "\(library) can be written by mallory (access control list); run: setfacl -b \(library)")
    let group = list((1, 6, none), (4, 4, none), (8, 6, 50), (16, 6, none), (32, 4, none))
    #expect(said(group)?.contains("the group staff (access control list)") == true)
    // Masked, for reading, ours, and root's.
    #expect(said(list((2, 6, Self.mallory), (4, 6, none), (16, 4, none))) == nil)
    #expect(said(list((2, 4, Self.mallory), (4, 4, none), (16, 7, none))) == nil)
    #expect(
      said(list((2, 7, Self.me), (2, 7, 0), (8, 7, 1000), (4, 4, none), (16, 7, none))) == nil)
    // The file's own group is an entry, too.
    #expect(said(list((2, 7, Self.me), (4, 6, none), (16, 7, none)))?.contains("staff;") == true)
    #expect(said([9])?.contains("the group staff;") == true)
  }

  @Test("In a sticky folder others can add, and not replace")
  func sticky() {
    let mine = FileFacts(.other, owner: Self.me, mode: 0o644)
    let theirs = FileFacts(.other, owner: Self.mallory, mode: 0o644)
    #expect(said("/tmp/A.so", ["/tmp/A.so": mine]) == nil)
    #expect(said("/tmp/A.so", ["/tmp/A.so": theirs])?.contains("belongs to mallory") == true)
    // The bit means nothing on a file.
    let open = FileFacts(.other, owner: Self.me, mode: 0o1666)
    #expect(said("/tmp/A.so", ["/tmp/A.so": open])?.contains("other users") == true)
  }

  @Test("A folder in which libraries are looked for is refused where others can add to it")
  func searchedFolderOfOthers() {
    func said(_ folder: String, _ files: [String: FileFacts] = [:]) -> String? {
      TrustedPath.fault(ofSearched: folder, look: look(files)).map { "\($0.path) \($0.cause)" }
    }
    #expect(said("/home/me/agents.d") == nil)
    #expect(
      said("/tmp") == "/tmp can be written by other users, who could put a library there")
    #expect(said("/tmp/lib")?.contains("other users can create it in /tmp") == true)
    #expect(said("/tmp/l", ["/tmp/l": FileFacts(.folder, owner: Self.me, mode: 0o755)]) == nil)
    // ".." leads back to the sticky folder, whether the path or a link has it.
    let mine = FileFacts(.folder, owner: Self.me, mode: 0o755)
    #expect(said("/tmp/l/..", ["/tmp/l": mine])?.contains("who could put a library there") == true)
    let up = FileFacts(.link(target: "/tmp/l/.."), owner: Self.me, mode: 0o777)
    #expect(
      said("/home/me/up", ["/tmp/l": mine, "/home/me/up": up])?
        .contains("who could put a library there") == true)
    #expect(said("/tmp/l/../../home/me", ["/tmp/l": mine]) == nil)
  }

  @Test("A file that was opened before another took its place is not what was looked at")
  func replaced() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { close(open(folder.file(name), O_WRONLY | O_CREAT, 0o600)) }
    let opened = open(folder.file("a"), O_RDONLY)
    defer { close(opened) }
    #expect(TrustedPath.fault(folder.file("a"), openedAs: opened) == nil)
    rename(folder.file("b"), folder.file("a"))
    let fault = TrustedPath.fault(folder.file("a"), openedAs: opened)
    #expect(fault?.cause == "was replaced while it was checked")
    // What was there when it was opened, and is gone when it is looked at.
    unlink(folder.file("a"))
    #expect(TrustedPath.fault(folder.file("a"), openedAs: opened) == fault)
  }

  @Test("A link is followed, and its owner and both ways count")
  func links() {
    func link(_ owner: UInt32, _ target: String) -> FileFacts {
      FileFacts(.link(target: target), owner: owner, mode: 0o777)
    }
    let way = "/home/me/link.so"
    for target in [
      library, "agents.d/A.so", "../me/agents.d/A.so", "/tmp/../home/me/agents.d/A.so",
    ] {
      #expect(said(way, [way: link(Self.me, target)]) == nil)
    }
    #expect(
      said("/tmp/l", ["/tmp/l": link(Self.mallory, library)])
        == "/tmp/l belongs to mallory, who is neither root nor the user of the server; run: chown -h "
        + "me /tmp/l")
    let theirs = FileFacts(.folder, owner: Self.mallory, mode: 0o755)
    let through = [way: link(Self.me, "/srv/A.so"), "/srv": theirs]
    #expect(said(way, through)?.hasPrefix("/srv belongs to mallory") == true)
    #expect(said("/tmp/d/A.so", ["/tmp/d": link(Self.me, "/home/me/agents.d")]) == nil)
    #expect(said("/tmp/l", ["/tmp/l": link(Self.me, "l")]) == nil)
  }

  @Test("A folder for dependencies that anybody could make is a fault")
  func searched() {
    func said(_ path: String) -> String? {
      TrustedPath.fault(ofSearched: path, look: look([:])).map { "\($0.path) \($0.cause)" }
    }
    #expect(said("/home/me/lib") == nil && said("/nowhere/lib") == nil)
    #expect(
      said("/tmp/build/lib") == "/tmp/build doesn't exist, and other users can create it in /tmp")
  }

  @Test("What the system says of this machine")
  func system() throws {
    let folder = try TemporaryFolder()
    let look = FileLook.system
    #expect(TrustedPath.fault(folder.path) == nil && look.facts(folder.path)?.owner == look.user)
    #expect(look.facts(folder.file("A.so")) == nil)
    #expect(
      look.facts("/proc/self").map { if case .link = $0.kind { true } else { false } } == true)
    #expect(
      look.members(0).contains(0) && look.userName(0) == "root" && look.groupName(0) == "root")
    #expect(chmod(folder.path, 0o757) == 0)
    #expect(TrustedPath.fault(folder.file("A.so"))?.path == folder.path)
  }
}
