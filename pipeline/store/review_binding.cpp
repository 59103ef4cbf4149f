#include "pipeline/store/review_binding.h"

namespace trichluc {
void bind_reviews(const Database&, const std::string&) {}
}  // namespace trichluc
