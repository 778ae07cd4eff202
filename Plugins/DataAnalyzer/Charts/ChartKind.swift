/// The drawings there are.
enum ChartKind: String, Sendable { case bar, line, scatter, histogram, pie }
