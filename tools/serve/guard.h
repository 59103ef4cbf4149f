// guard.h - who may ask this server for what.
//
// A page of another site that the same browser shows must not read or change an archive: not by a request of its own
// (Origin, Sec-Fetch-Site), not by a name of its own that leads to this machine (Host: DNS rebinding). A change needs
// the token of this start, in a header that no form can send.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/serve/http_server.h"

namespace trichluc {

struct GuardSettings {
  unsigned short port = 0;
  std::vector<std::string> hosts;  // names by which it may be asked for, beside localhost and addresses
  bool any_address = false;        // listens on more than loopback: any IP address is a name of it
  std::string token;               // empty: nothing may be changed
  std::string password;            // empty: none is asked for
};

/// The answer to a request that is not to be served; nothing when it is.
std::optional<HttpResponse> refused(const HttpRequest& request, const GuardSettings& settings);

/// Whether a request carries the token.
bool may_change(const HttpRequest& request, const GuardSettings& settings);

/// {"error":{"code","message","next_step"}} with its status; `code` is that of Error.
HttpResponse error_response(int status, const std::string& code, const std::string& message,
                            const std::string& next_step = {});

/// Put on every answer: no foreign code, no guessing of types, no address told to others, no frame, nothing kept.
void add_safety_headers(HttpResponse& response);

/// 32 hexadecimal digits from the kernel.
std::string new_token();

}  // namespace trichluc
