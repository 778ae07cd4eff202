// An agent in C++, from hermes_agent.h alone: exceptions within, a thread of its own, an object with a
// static lifetime and a destructor.
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "hermes_agent.h"

namespace {

constexpr std::string_view card_json = R"({"name":"LengthsCpp","description":"Counts characters.",
"version":"0.1.0","skills":[{"id":"count","name":"count","description":"Counts characters.",
"tags":["fixture-cpp"],"examples":["count this"],"inputModes":["text/plain"],
"outputModes":["text/plain"]}]})";

hermes_bytes bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

// Its destructor must run after the last instance is gone, or not at all.
struct Registry {
  std::mutex lock;
  std::unique_ptr<std::string> name = std::make_unique<std::string>("characters");
  ~Registry() { name.reset(); }
};
Registry registry;

std::string count(const std::string &request) {
  const std::string key = "\"text\":\"";
  const auto start = request.find(key);
  if (start == std::string::npos) throw std::invalid_argument("the request has no text");
  const auto end = request.find('"', start + key.size());
  if (end == std::string::npos) throw std::out_of_range("the text has no end");
  std::lock_guard guard(registry.lock);
  return std::to_string(end - start - key.size()) + " " + *registry.name;
}

}  // namespace

struct hermes_agent {
  explicit hermes_agent(const hermes_host *table) : host(table), worker([this] { work(); }) {}

  ~hermes_agent() {
    {
      std::lock_guard guard(lock);
      closing = true;
    }
    changed.notify_one();
    worker.join();
  }

  void add(hermes_call call, std::string request) {
    {
      std::lock_guard guard(lock);
      waiting.emplace_back(call, std::move(request));
    }
    changed.notify_one();
  }

 private:
  void work() {
    std::unique_lock guard(lock);
    while (true) {
      changed.wait(guard, [this] { return closing || !waiting.empty(); });
      if (waiting.empty()) return;
      const auto [call, request] = std::move(waiting.front());
      waiting.pop_front();
      guard.unlock();
      try {
        host->finish(host, call, HERMES_OK, bytes("{\"text\":\"" + count(request) + "\"}"));
      } catch (const std::exception &error) {
        const auto json = std::string("{\"code\":\"no_text\",\"message\":\"") + error.what() + "\"}";
        host->finish(host, call, HERMES_E_FAILED, bytes(json));
      }
      guard.lock();
    }
  }

  const hermes_host *host;
  std::mutex lock;
  std::condition_variable changed;
  std::deque<std::pair<hermes_call, std::string>> waiting;
  bool closing = false;
  std::thread worker;  // the last, so that all else is there when it starts
};

namespace {

hermes_bytes card(uint32_t) { return bytes(card_json); }

hermes_status create(uint32_t, const hermes_host *host, hermes_bytes, hermes_agent **agent, char *,
                     size_t) {
  try {
    *agent = new hermes_agent(host);
    return HERMES_OK;
  } catch (...) {
    return HERMES_E_FAILED;
  }
}

hermes_status invoke(hermes_agent *agent, hermes_call call, hermes_bytes request) {
  try {
    agent->add(call, std::string(reinterpret_cast<const char *>(request.ptr), request.len));
    return HERMES_PENDING;
  } catch (...) {
    return HERMES_E_FAILED;
  }
}

void destroy(hermes_agent *agent) { delete agent; }

}  // namespace

extern "C" const hermes_plugin *hermes_agent_entry(uint32_t) {
  static const hermes_plugin table = [] {
    hermes_plugin table{};
    table.struct_size = sizeof table;
    table.abi_major = HERMES_ABI_MAJOR;
    table.abi_minor = HERMES_ABI_MINOR;
    table.name = bytes("LengthsCpp");
    table.version = bytes("0.1.0");
    table.agent_count = 1;
    table.agent_card = card;
    table.create = create;
    table.invoke = invoke;
    table.destroy = destroy;
    return table;
  }();
  return &table;
}
