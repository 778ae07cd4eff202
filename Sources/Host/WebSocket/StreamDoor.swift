import HermesContract
import HermesListener
import HermesStreams
import HummingbirdCore

/// The server's port: HTTP through the responder, streams through sockets.
package enum StreamDoor {
  /// Sets up each accepted connection.
  package static func channel(
    responder: @escaping HTTPChannelHandler.Responder, gate: ConnectionGate,
    origins: OriginPolicy, publicPath: PublicPath = .none,
    limits: ConnectionLimits, tls: ServerCertificate?, services: StreamServices
  ) -> UpgradableChannel {
    let allowances = UserAllowances()
    return UpgradableChannel(
      responder: responder, gate: gate, origins: origins, publicPath: publicPath, limits: limits,
      tls: tls,
      sockets: SocketUpgrade(
        maximumMessageBytes: StreamSocket.maximumMessageBytes,
        isSocketPath: { SocketRoute.isSocketPath($0) },
        add: { channel, head, agreement in
          guard var request = SocketRoute.request(head) else { return }
          request.client = services.proxies.client(
            peer: channel.remoteAddress?.ipAddress ?? "",
            forwardedFor: head.headers["X-Forwarded-For"], forwarded: head.headers["Forwarded"])
          try channel.pipeline.syncOperations.addHandler(
            StreamSocket(
              channel: channel, request: request, agreement: agreement,
              framesPerSecond: limits.framesPerSecond, allowances: allowances,
              services: services))
        }))
  }
}
