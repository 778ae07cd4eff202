enum Placeholder {}
import GRDB
