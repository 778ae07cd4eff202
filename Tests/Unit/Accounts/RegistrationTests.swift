import HermesContract
import Testing

@testable import HermesAccounts

struct RegistrationTests {
  private func fault(_ form: Registration) -> HermesError? {
    do {
      try form.validate(minimumPasswordLength: 6)
      return nil
    } catch { return error }
  }

  @Test("The quick start's registration is accepted, and the longest of everything")
  func valid() {
    #expect(fault(Registration(email: "test@hermes.ai", password: "test12")) == nil)
    let long = String(repeating: "p", count: 1024)
    let name = String(repeating: "n", count: 200)
    #expect(
      fault(Registration(email: "é@x", password: long, fullName: name, username: "!x~")) == nil)
    #expect(
      fault(
        Registration(email: "a@b", password: "🙂🙂🙂🙂🙂🙂", username: String(repeating: "u", count: 64)))
        == nil)
  }

  @Test(
    "What is no e-mail address is refused",
    arguments: [
      "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "a@\u{0}b", "a@b\u{1F}", "a@b\u{A0}",
      String(repeating: "a", count: 253) + "@b",
      // Shown like another address.
      "e\u{301}@x", "a\u{34F}@b", "a\u{FE0F}@b", "a\u{E0100}@b", "a\u{115F}@b", "a\u{3164}@b",
      "a\u{2800}@b", "a\u{200B}@b",
    ])
  func email(text: String) {
    #expect(fault(Registration(email: text, password: "secret"))?.code == "invalid_field")
  }

  @Test(
    "Passwords and names have their bounds",
    arguments: [
      Registration(email: "a@b", password: "short"), Registration(email: "a@b", password: ""),
      Registration(email: "a@b", password: String(repeating: "p", count: 1025)),
      Registration(email: "a@b", password: "secret", username: ""),
      Registration(email: "a@b", password: "secret", username: "a b"),
      Registration(email: "a@b", password: "secret", username: "a@b"),
      Registration(email: "a@b", password: "secret", username: "é"),
      Registration(email: "a@b", password: "secret", username: String(repeating: "u", count: 65)),
      Registration(email: "a@b", password: "secret", fullName: String(repeating: "n", count: 201)),
    ])
  func bounds(form: Registration) {
    let error = fault(form)
    #expect(error?.code == "invalid_field")
    #expect(form.password.isEmpty || error?.message.contains(form.password) == false)
  }
}
