import HermesContract
import Hummingbird
import NIOCore

/// The content of an artifact: its parts in order, with blobs read from disk piece by piece.
enum ArtifactBody {
  private static let pieceBytes = 256 << 10

  /// The first blob of the artifact that is not stored, or has another size than it should.
  static func missingBlob(
    of artifact: Artifact, task: TaskID, blobs: any BlobStore
  ) async throws -> Part.Blob? {
    for blob in artifact.parts.compactMap(\.blob) {
      if try await blobs.size(blob.id, task: task) != blob.bytes { return blob }
    }
    return nil
  }

  static func makeBody(
    from artifact: Artifact, of task: TaskID, blobs: any BlobStore
  ) -> ResponseBody {
    guard artifact.hasBlobs else {
      return ResponseBody(byteBuffer: ByteBuffer(string: artifact.text))
    }
    return ResponseBody(contentLength: artifact.bytes) { writer in
      for part in artifact.parts {
        guard let blob = part.blob else {
          try await writer.write(ByteBuffer(string: part.text))
          continue
        }
        var offset = 0
        while offset < blob.bytes {
          let piece = try await blobs.read(
            blob.id, task: task, offset: UInt64(offset),
            count: min(pieceBytes, blob.bytes - offset))
          // The blob was deleted in the meantime. The connection ends before its announced length,
          // which the client notices.
          guard let piece, !piece.isEmpty else { throw HermesError.taskNotFound }
          try await writer.write(ByteBuffer(bytes: piece))
          offset += piece.count
        }
      }
      try await writer.finish(nil)
    }
  }
}
