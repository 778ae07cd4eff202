/// The supported kinds of chart.
enum ChartKind: String, Sendable { case bar, line, scatter, histogram, pie }
