import HTTPTypes
import HermesContract
import Hummingbird

/// All routes, with the middleware that every request passes through first.
package enum HermesRouter {
  /// - Parameter services: what the routes use.
  package static func makeRouter(_ services: HTTPServices) -> Router<HermesContext> {
    var routes = RouteBuilder(services)
    StatusRoutes(services: services).add(to: &routes)
    MetricsRoutes(services: services).add(to: &routes)
    AccountRoutes(services: services).add(to: &routes)
    AccessRoutes(services: services).add(to: &routes)
    UserRoutes(services: services).add(to: &routes)
    ChatRoutes(services: services).add(to: &routes)
    TaskRoutes(services: services).add(to: &routes)
    ConversationRoutes(services: services).add(to: &routes)
    AgentRoutes(services: services).add(to: &routes)
    OperatorRoutes(services: services).add(to: &routes)
    // Encoded once: it is the longest answer that is available without a token.
    let document = JSONWriter.bytes(
      OpenAPIDocument.makeDocument(
        of: routes.routes, version: services.version, at: services.publicURL))
    for path in ["/openapi.json", "/api/v1/openapi.json"] {
      routes.add(
        .get, path: path,
        description: RouteDescription(
          path == "/openapi.json" ? "openAPI" : "openAPIUnderAPI", summary: "This description",
          tag: .server,
          isOpen: true, takesAnyQuery: true, answers: [])
      ) { _, _ in .json(document) }
    }

    let router = Router(context: HermesContext.self, options: .autoGenerateHeadEndpoints)
    router.add(
      middleware: ClientMiddleware(
        proxies: services.proxies, untrustedProxy: services.untrustedProxy))
    router.add(middleware: TraceMiddleware(spans: services.spans))
    router.add(
      middleware: ProblemMiddleware(
        routes: RouteTable(routes.routes), metrics: services.serverMetrics,
        logger: services.logger))
    router.add(middleware: RequestsInFlight(perAddress: services.requestsPerAddress))
    router.add(middleware: HeldBodiesMiddleware())
    router.add(middleware: OriginMiddleware(origins: services.origins))
    routes.install(in: router)
    return router
  }
}
