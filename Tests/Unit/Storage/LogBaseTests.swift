import Testing

@testable import HermesStorage

struct LogBaseTests {
  private static let mark = LogBase.Mark(device: 1, inode: 2, size: 4096, modified: 100)
  private static let base = LogBase(database: mark, own: (1, 3), boot: "b", log: 7)

  private static func changed(_ change: (inout LogBase) -> Void) -> LogBase {
    var found = base
    change(&found)
    return found
  }

  private static func rebooted(_ change: (inout LogBase) -> Void) -> LogBase {
    var found = changed(change)
    found.boot = "c"
    return found
  }

  private static func copied(_ change: (inout LogBase) -> Void) -> LogBase {
    var found = changed(change)
    found.own = (1, 4)
    return found
  }

  private static let cases: [(LogBase, LogBase.Fault?)] = [
    (base, nil),
    // The log has begun anew since the checkpoint.
    (changed { $0.log = 8 }, nil),
    (changed { $0.log = 9 }, .log),
    (changed { $0.log = 6 }, .log),
    (changed { $0.log = nil }, nil),
    (changed { $0.database?.inode = 9 }, .database),
    (changed { $0.database?.size = 8192 }, .database),
    (changed { $0.database?.modified = 99 }, .database),
    (changed { $0.database?.modified = 101 }, .database),
    // The power was gone, and with it perhaps a file's time, but never forwards.
    (rebooted { $0.database?.modified = 99 }, nil),
    (rebooted { $0.database?.modified = 101 }, .database),
    // Devices are numbered anew.
    (
      rebooted {
        $0.database?.device = 9
        $0.own.device = 9
      }, nil
    ),
    (rebooted { $0.database?.inode = 9 }, .database),
    // A copy of the whole folder.
    (copied { $0.database?.inode = 5 }, nil),
  ]

  private static let closed = changed { $0.log = nil }

  private static let whole: [(kept: LogBase?, found: LogBase, isRestored: Bool)] = [
    (closed, closed, false),
    (closed, changed { $0.database?.modified = 101 }, true),
    (closed, changed { $0.database?.inode = 9 }, true),
    (closed, rebooted { $0.database?.modified = 99 }, false),
    (closed, copied { $0.database?.inode = 5 }, true),
    (nil, closed, true),
    // Its log was taken away.
    (base, closed, true),
    // A server that was killed while it closed, or an earlier version's end.
    (changed { $0.database = nil }, closed, false),
  ]

  @Test(
    "A database without a log is the one that was left, or a restored one", arguments: whole.indices
  )
  func restored(index: Int) {
    let (kept, found, isRestored) = Self.whole[index]
    #expect(LogBase.isRestored(kept, found: found) == isRestored)
  }

  @Test("A log goes with the database that it was left with", arguments: cases.indices)
  func fault(index: Int) {
    let (found, fault) = Self.cases[index]
    #expect(LogBase.fault(Self.base, found: found) == fault)
  }

  @Test("Where nothing is known, nothing is refused")
  func unknown() {
    let other = Self.changed { $0.database?.inode = 9 }
    #expect(LogBase.fault(nil, found: other) == nil)
    #expect(LogBase.fault(Self.changed { $0.database = nil }, found: other) == nil)
  }

  @Test("It is read as it was written, and what was cut off is not read")
  func text() throws {
    for base in [
      Self.base, Self.changed { $0.database = nil }, Self.changed { $0.log = nil },
    ] {
      #expect(LogBase(text: base.text) == base)
    }
    #expect(LogBase(text: "") == nil)
    #expect(LogBase(text: "1 1 3 b 7") == nil)
    #expect(LogBase(text: "1 1 3 b 7 1 2 40")?.database == nil)
  }
}
