import Glibc
import HermesCRuntime
import Testing

@testable import HermesPluginRuntime

struct ChildConnectionTests {
  @Test("A child that reads nothing is given up once so much waits for it")
  func overrun() {
    var sockets: [Int32] = [-1, -1]
    #expect(hermes_socket_pair(&sockets) == 0)
    let connection = ChildConnection(sockets[0], name: "test")
    let frame = ChildFrame(kind: .reply, payload: [UInt8](repeating: 7, count: 16 << 20))
    // The first goes to the writer's thread, which waits with it.
    let most = 2 * ChildConnection.maximumWaiting / frame.payload.count + 2
    var sent = 0
    while !connection.isOverrun, sent <= most {
      connection.send(frame)
      sent += 1
    }
    #expect(connection.isOverrun && sent <= most)
    var rest = [UInt8](repeating: 0, count: 1 << 20)
    while Glibc.read(sockets[1], &rest, rest.count) > 0 {}
    #expect(Glibc.read(sockets[1], &rest, rest.count) == 0)
    for socket in sockets { Glibc.close(socket) }
  }
}
