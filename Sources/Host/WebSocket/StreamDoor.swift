import HermesContract
import HummingbirdCore

/// The server's port: HTTP by the responder, streams by sockets.
package enum StreamDoor {
  package static func channel(
    responder: @escaping HTTPChannelHandler.Responder, gate: ConnectionGate,
    origins: OriginPolicy,
    limits: ConnectionLimits, tls: TLSIdentity?, services: StreamServices
  ) -> UpgradableChannel {
    UpgradableChannel(
      responder: responder, gate: gate, origins: origins,
      maximumMessageBytes: StreamSocket.maximumMessageBytes, limits: limits, tls: tls,
      isSocketPath: { SocketRoute.isSocketPath($0) },
      addSocket: { channel, head, agreement in
        guard var route = SocketRoute(head) else { return }
        route.client = services.proxies.client(
          peer: channel.remoteAddress?.ipAddress ?? "",
          forwardedFor: head.headers["X-Forwarded-For"], forwarded: head.headers["Forwarded"])
        try channel.pipeline.syncOperations.addHandler(
          StreamSocket(channel, route, agreement, framesPerSecond: limits.framesPerSecond, services)
        )
      })
  }
}
