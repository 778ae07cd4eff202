import Testing

@testable import HermesStorage

struct DiskReserveTests {
  @Test(
    "Where the disk has less room than is allowed, four fifths of what there is are shared",
    arguments: [
      (allowed: Int64(1000), used: Int64(0), free: Int64(5000), room: Int64(1000)),
      (1000, 0, 1000, 800), (1000, 500, 500, 800), (1000, 900, 0, 720), (.max, 10, .max, .max),
      (1000, 0, 0, 0),
    ])
  func room(allowed: Int64, used: Int64, free: Int64, room: Int64) {
    #expect(DiskReserve.room(of: allowed, used: used, free: free) == room)
  }

  @Test("The room of a disk that can't be looked at is what is allowed")
  func unknown() {
    #expect(DiskReserve(of: "/no/such/folder").room(of: 7, used: 0) == 7)
    #expect(DiskReserve(of: "/tmp").room(of: .max, used: 0) < .max)
  }
}
