// small_pdf.h - PDFs of a page or two, written by a test that needs to know where every letter stands.
//
// Every letter is half its size wide and a blank a quarter, in all four fonts. Coordinates are those of the file:
// points from the bottom left.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trichluc {

class SmallPdf {
 public:
  enum Font { kPlain, kBold, kItalic, kBoldItalic };

  /// Begins a page; `entries` go into its dictionary: "/Rotate 90 /CropBox [10 10 500 700]".
  SmallPdf& page(std::string entries = {}, double width = 595, double height = 842) {
    pages_.push_back({std::move(entries), "[0 0 " + number(width) + " " + number(height) + "]", {}, {}});
    return *this;
  }

  SmallPdf& text(double x, double y, double size, std::string_view utf8, Font font = kPlain) {
    return draw(show(x, y, size, utf8, font));
  }

  /// Content operators as they are.
  SmallPdf& draw(const std::string& operators) {
    pages_.back().content += operators;
    return *this;
  }

  /// A rule as word processors draw them: a thin box filled with black.
  SmallPdf& rule(double x, double y, double width, double height) {
    return draw(number(x) + " " + number(y) + " " + number(width) + " " + number(height) + " re f\n");
  }

  /// An annotation with the dictionary entries `entries`; `appearance` is drawn from its lower left corner.
  SmallPdf& annotation(double x, double y, double width, double height, std::string entries,
                       std::string appearance = {}) {
    pages_.back().annotations.push_back({"/Rect [" + number(x) + " " + number(y) + " " + number(x + width) + " " +
                                             number(y + height) + "] " + std::move(entries),
                                         "[0 0 " + number(width) + " " + number(height) + "]", std::move(appearance)});
    return *this;
  }

  /// The operators that show `utf8`, for an appearance.
  std::string show(double x, double y, double size, std::string_view utf8, Font font = kPlain) {
    return "BT /F" + std::to_string(font) + " " + number(size) + " Tf " + number(x) + " " + number(y) + " Td <" +
           encode(utf8) + "> Tj ET\n";
  }

  /// Gives the letter printed for `utf8` another meaning in the file's own table, in UTF-16 hexadecimal digits.
  SmallPdf& mean(std::string_view utf8, std::string utf16_hex) {
    encode(utf8);
    meanings_[codes_.at(std::string(utf8))] = std::move(utf16_hex);
    return *this;
  }

  /// Entries for the trailer: an /Encrypt dictionary.
  SmallPdf& trailer(std::string entries) {
    trailer_ = std::move(entries);
    return *this;
  }

  std::string bytes() const;

 private:
  struct Annotation {
    std::string entries;
    std::string bounds;
    std::string appearance;
  };
  struct PageParts {
    std::string entries;
    std::string media_box;
    std::string content;
    std::vector<Annotation> annotations;
  };

  static std::string number(double value) {
    std::string text = std::to_string(value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
  }
  static std::string hex(unsigned value, int digits) {
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789abcdef"[(value >> shift) & 15];
    return text;
  }
  static unsigned code_point(std::string_view letter) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(letter[i]); };
    if (letter.size() == 1) return byte(0);
    unsigned code = byte(0) & (0x7FU >> letter.size());
    for (std::size_t i = 1; i < letter.size(); ++i) code = (code << 6) | (byte(i) & 0x3FU);
    return code;
  }

  /// One byte for every letter met so far, as hexadecimal digits; a blank stays a blank.
  std::string encode(std::string_view utf8) {
    std::string digits;
    while (!utf8.empty()) {
      const auto lead = static_cast<unsigned char>(utf8.front());
      const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      const std::string letter(utf8.substr(0, size));
      utf8.remove_prefix(size);
      if (letter == " ") {
        digits += "20";
        continue;
      }
      const auto [found, is_new] = codes_.try_emplace(letter, 0x21 + static_cast<unsigned>(codes_.size()));
      if (is_new) meanings_[found->second] = hex(code_point(letter), 4);
      digits += hex(found->second, 2);
    }
    return digits;
  }

  std::vector<PageParts> pages_;
  std::map<std::string, unsigned> codes_;
  std::map<unsigned, std::string> meanings_;
  std::string trailer_;
};

inline std::string SmallPdf::bytes() const {
  std::vector<std::string> objects(2);  // object n is objects[n - 1]; 1 is the catalog and 2 the tree of pages
  const auto add = [&](std::string body) {
    objects.push_back(std::move(body));
    return std::to_string(objects.size());
  };
  const auto stream = [](const std::string& entries, const std::string& data) {
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
  };

  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Small def /CMapType 2 def\n"
      "1 begincodespacerange <00> <ff> endcodespacerange\n";
  for (const auto& [code, meaning] : meanings_) {
    map += "1 beginbfchar <" + hex(code, 2) + "> <" + meaning + "> endbfchar\n";
  }
  const std::string to_unicode = add(stream("", map + "endcmap end end"));
  std::string widths = "[250";
  for (int code = 0x21; code < 0x100; ++code) widths += " 500";
  std::string fonts;
  const char* const names[] = {"Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"};
  for (int font = 0; font < 4; ++font) {
    fonts += "/F" + std::to_string(font) + " " +
             add(std::string("<< /Type /Font /Subtype /Type1 /BaseFont /") + names[font] +
                 " /FirstChar 32 /LastChar 255 /Widths " + widths + "] /ToUnicode " + to_unicode + " 0 R >>") +
             " 0 R ";
  }
  const std::string resources = "/Resources << /Font << " + fonts + ">> >>";

  std::string kids;
  std::string fields;
  for (const PageParts& page : pages_) {
    std::string annotations;
    for (const Annotation& annotation : page.annotations) {
      std::string entries = "/Type /Annot " + annotation.entries;
      if (!annotation.appearance.empty()) {
        entries += " /AP << /N " +
                   add(stream("/Type /XObject /Subtype /Form /BBox " + annotation.bounds + " " + resources,
                              annotation.appearance)) +
                   " 0 R >>";
      }
      const std::string id = add("<< " + entries + " >>") + " 0 R ";
      annotations += id;
      if (entries.find("/Widget") != std::string::npos) fields += id;
    }
    kids += add("<< /Type /Page /Parent 2 0 R /MediaBox " + page.media_box + " " + resources + " /Contents " +
                add(stream("", page.content)) + " 0 R /Annots [" + annotations + "] " + page.entries + " >>") +
            " 0 R ";
  }
  objects[0] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + fields + "] >> >>";
  objects[1] = "<< /Type /Pages /Count " + std::to_string(pages_.size()) + " /Kids [" + kids + "] >>";

  std::string file = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(file.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(file.size());
  const std::string count = std::to_string(objects.size() + 1);
  return file + "xref\n0 " + count + "\n" + table + "trailer << /Size " + count + " /Root 1 0 R " + trailer_ +
         " >>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace trichluc
