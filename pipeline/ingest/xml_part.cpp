#include "pipeline/ingest/xml_part.h"

#include <charconv>

namespace trichluc {
namespace {

/// Stops at the first node that is too deep.
class DepthWalker : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node&) override { return depth() < XmlPart::kMostDepth; }
};

}  // namespace

Result<XmlPart> XmlPart::parse(std::string bytes, const std::string& name) {
  XmlPart part;
  part.bytes_ = std::make_unique<std::string>(std::move(bytes));
  part.tree_ = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result parsed = part.tree_->load_buffer_inplace(part.bytes_->data(), part.bytes_->size(),
                                                                        pugi::parse_default | pugi::parse_ws_pcdata);
  if (parsed.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!parsed || !part.root()) {
    return fail(ErrorCode::kDamaged,
                name + " is no well-formed XML: " + parsed.description() + " at byte " + std::to_string(parsed.offset),
                "open it in a word processor, save it again and run again");
  }
  DepthWalker walker;
  if (!part.tree_->traverse(walker)) {
    return fail(ErrorCode::kUnsupported, name + " is nested deeper than " + std::to_string(kMostDepth) + " elements",
                "it is no ordinary document; look at it by hand");
  }
  return part;
}

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (name_of(child) == name) return child;
  }
  return {};
}

std::string_view attribute_of(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (local_name(attribute.name()) == name) return attribute.value();
  }
  return {};
}

int number_of(pugi::xml_node node, std::string_view name, int otherwise) {
  const std::string_view text = attribute_of(node, name);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

}  // namespace trichluc
