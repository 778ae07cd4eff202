import NIOCore

/// A receiver of beats.
package protocol Pulsing: AnyObject {
  /// For the pulse only.
  var pulsePlace: Pulse.Place? { get set }
  func beat()
}

/// The heartbeat of all connections of one event loop. A single timer is used because one per
/// connection would be a tenth of the cost of an idle connection. Beats are spread over the period
/// in the order of arrival.
///
/// Use on the loop only.
package final class Pulse {
  /// Where a member is in the pulse.
  package struct Place: Sendable {
    fileprivate var second: Int
    fileprivate var index: Int
  }

  /// The period of a connection's beats, in seconds.
  package static let seconds = 30

  private let loop: any EventLoop
  private var members: [ContiguousArray<any Pulsing>]
  private var second = 0
  private var timer: RepeatedTask?

  init(loop: any EventLoop) {
    self.loop = loop
    members = Array(repeating: [], count: Self.seconds)
  }

  /// - Parameter member: retained until it is removed; its first beat comes after one period.
  package func add(_ member: any Pulsing) {
    loop.preconditionInEventLoop()
    member.pulsePlace = Place(second: second, index: members[second].count)
    members[second].append(member)
    guard timer == nil else { return }
    let bound = NIOLoopBound(self, eventLoop: loop)
    timer = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
      bound.value.tick()
    }
  }

  /// Does nothing for an object that is not a member.
  package func remove(_ member: any Pulsing) {
    loop.preconditionInEventLoop()
    guard let place = member.pulsePlace else { return }
    member.pulsePlace = nil
    let last = members[place.second].removeLast()
    if last !== member {
      members[place.second][place.index] = last
      last.pulsePlace = place
    }
    if members.allSatisfy(\.isEmpty) {
      timer?.cancel()
      timer = nil
    }
  }

  private func tick() {
    second = (second + 1) % Self.seconds
    // Iterate over a copy: `beat()` may remove members.
    for member in members[second] { member.beat() }
  }
}
