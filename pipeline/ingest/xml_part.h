// xml_part.h - an XML part of an office file as a tree, and how readers ask it.
//
// Names are compared without their prefix: writers choose prefixes as they like ("w:p", "ns0:p"). Entities of a
// document type are never defined, so none is expanded; a tree may not be deeper than recursion over it can go.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "pipeline/core/error.h"

namespace trichluc {

class XmlPart {
 public:
  static constexpr int kMostDepth = 256;

  /// Errors: kDamaged (not well-formed, with the offset), kUnsupported (too deep). `name` is for messages.
  static Result<XmlPart> parse(std::string bytes, const std::string& name);

  /// The outermost element.
  pugi::xml_node root() const { return tree_->document_element(); }

 private:
  std::unique_ptr<std::string> bytes_;  // the tree points into them
  std::unique_ptr<pugi::xml_document> tree_;
};

/// "p" of "w:p".
std::string_view local_name(const char* name);
inline std::string_view name_of(pugi::xml_node node) { return local_name(node.name()); }
/// The first child element of that name.
pugi::xml_node child_of(pugi::xml_node node, std::string_view name);
/// The value of an attribute; empty when there is none.
std::string_view attribute_of(pugi::xml_node node, std::string_view name);
/// `attribute_of` as a number; `otherwise` when it is none.
int number_of(pugi::xml_node node, std::string_view name, int otherwise);

}  // namespace trichluc
