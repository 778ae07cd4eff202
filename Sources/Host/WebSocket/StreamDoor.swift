import HermesContract
import HummingbirdCore

/// The server's port: HTTP by the responder, streams by sockets.
package enum StreamDoor {
  package static func channel(
    responder: @escaping HTTPChannelHandler.Responder, origins: OriginPolicy,
    services: StreamServices
  ) -> UpgradableChannel {
    UpgradableChannel(
      responder: responder, origins: origins,
      maximumMessageBytes: StreamSocket.maximumMessageBytes,
      isSocketPath: { SocketRoute.isSocketPath($0) },
      addSocket: { channel, head, agreement in
        guard let route = SocketRoute(head) else { return }
        try channel.pipeline.syncOperations.addHandler(
          StreamSocket(channel, route, agreement, services))
      })
  }
}
