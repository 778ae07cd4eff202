enum Placeholder {}
import JWTKit
