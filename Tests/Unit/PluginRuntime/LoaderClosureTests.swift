import Testing

@testable import HermesPluginRuntime

struct LoaderClosureTests {
  @Test("Every file that the loader names is found, and what has none is passed over")
  func objects() {
    let text = """
      \tlinux-vdso.so.1 (0x00007ffd5a5fe000)
      \tliba.so => /opt/my libs (old)/liba.so (0x00007f0b4c000000)
      \tlibmissing.so => not found
      \t/opt/absolute.so (0x00007f0b4c200000)
      \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0b4be00000)
      \t/lib64/ld-linux-x86-64.so.2 (0x00007f0b4c400000)
      """
    #expect(
      LoaderClosure.objects(in: text) == [
        "/opt/my libs (old)/liba.so", "/opt/absolute.so", "/lib/x86_64-linux-gnu/libc.so.6",
        "/lib64/ld-linux-x86-64.so.2",
      ])
    #expect(LoaderClosure.objects(in: "\tstatically linked\n").isEmpty)
  }
}
