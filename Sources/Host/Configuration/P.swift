enum Placeholder {}
import Configuration
