extension Frame {
  /// The payloads of whole, uncompressed server frames, one behind the other.
  package static func payloads(of frames: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var payloads: [ArraySlice<UInt8>] = []
    var rest = frames
    while rest.count >= 2 {
      let short = Int(rest[rest.startIndex + 1] & 0x7F)
      let more = short == 126 ? 2 : short == 127 ? 8 : 0
      let size = rest.dropFirst(2).prefix(more)
      let length = more == 0 ? short : size.reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(2 + more)
      payloads.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return payloads
  }
}
