enum Placeholder {}
import HummingbirdCore
