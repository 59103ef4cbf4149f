// value_forms.h - what the value of each kind of fact is made of, so that a page can offer a form for it.
#pragma once

#include <string>

namespace trichluc {

/// {"count":[{"name":"value","type":"number","needed":true,"about":"…"},…],…} from the description of the record; type
/// is text, number, whole, boolean, choice (with "choices"), time (EDTF), duration or json.
std::string value_forms_json();

}  // namespace trichluc
