enum Placeholder {}
import NIOWebSocket
