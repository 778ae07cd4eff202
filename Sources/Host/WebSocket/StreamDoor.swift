import HermesContract
import HummingbirdCore

/// The server's port: HTTP by the responder, streams by sockets.
package enum StreamDoor {
  package static func channel(
    responder: @escaping HTTPChannelHandler.Responder, origins: OriginPolicy,
    limits: ConnectionLimits, tls: TLSIdentity?, services: StreamServices
  ) -> UpgradableChannel {
    UpgradableChannel(
      responder: responder, origins: origins,
      maximumMessageBytes: StreamSocket.maximumMessageBytes, limits: limits, tls: tls,
      isSocketPath: { SocketRoute.isSocketPath($0) },
      addSocket: { channel, head, agreement in
        guard let route = SocketRoute(head) else { return }
        try channel.pipeline.syncOperations.addHandler(
          StreamSocket(channel, route, agreement, framesPerSecond: limits.framesPerSecond, services)
        )
      })
  }
}
