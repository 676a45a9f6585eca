// Unique ids, with no library for JSON: the few fields are looked for in the line.
#include <iostream>
#include <string>
#include <unistd.h>

static std::string text(const std::string &line, const std::string &name) {
  auto at = line.find("\"" + name + "\":\"");
  if (at == std::string::npos) return "";
  at += name.size() + 4;
  return line.substr(at, line.find('"', at) - at);
}

static std::string number(const std::string &line, const std::string &name) {
  auto at = line.find("\"" + name + "\":");
  if (at == std::string::npos) return "0";
  at += name.size() + 3;
  return line.substr(at, line.find_first_not_of("0123456789", at) - at);
}

int main() {
  std::string line, me;
  long given = 0;
  while (std::getline(std::cin, line)) {
    std::string body = "\"in_reply_to\":" + number(line, "msg_id");
    if (text(line, "type") == "init") {
      me = text(line, "node_id");
      body += ",\"type\":\"init_ok\"";
    } else {
      given += 1;
      body += ",\"type\":\"generate_ok\",\"id\":\"" + me + "-" + std::to_string(getpid()) + "-" + std::to_string(given) + "\"";
    }
    std::cout << "{\"src\":\"" << me << "\",\"dest\":\"" << text(line, "src") << "\",\"body\":{" << body << "}}" << std::endl;
  }
}
