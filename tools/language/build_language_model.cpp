// build_language_model - makes rules/language from a dictionary and texts; see tools/language/README.md.
#include <algorithm>
#include <boost/program_options.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/language_model.h"
#include "pipeline/normalize/normalize.h"
#include "tools/language/misreading_list.h"

namespace {

namespace po = boost::program_options;
using namespace trichluc;

/// A line teaches only when it is Vietnamese: most of its words are syllables.
bool is_vietnamese(const std::vector<Word>& words) {
  std::size_t letters = 0, good = 0;
  for (const Word& word : words) {
    if (word.kind == WordKind::kNumber || word.letters == 0 || word.kind == WordKind::kAcronym) continue;
    ++letters;
    good += word.kind == WordKind::kSyllable ? 1 : 0;
  }
  return letters >= 2 && good * 10 >= letters * 8;
}

struct Text {
  LanguageCounts counts;
  std::map<SyllableKey, std::uint32_t> seen;  // well-formed syllables with all their letters small
  std::uint64_t words = 0;
};

bool add_text(const std::string& file, Text& text) {
  std::ifstream in(file, std::ios::binary);
  Page page;
  page.text.assign(std::istreambuf_iterator<char>(in), {});
  if (!in || page.text.empty()) {
    std::cerr << file << ": cannot be read, or is empty\n";
    return false;
  }
  page.source = SourceMap::identity(static_cast<std::uint32_t>(page.text.size()));
  normalize(page);
  // A sentence goes on in the next line unless a blank line, or a sign that ends it, stands between.
  LanguageToken before = language_token::kBreak;
  std::uint32_t begin = 0;
  while (begin < page.text.size()) {
    const auto end = static_cast<std::uint32_t>(std::min(page.text.find('\n', begin), page.text.size()));
    const std::vector<Word> words = split_words(page.text, {begin, end});
    begin = end + 1;
    if (words.empty() || !is_vietnamese(words)) {
      if (before != language_token::kBreak) text.counts.add(before, language_token::kBreak);
      before = language_token::kBreak;
      continue;
    }
    before = text.counts.add(words, before);
    text.words += words.size();
    for (const Word& word : words) {
      if (word.kind == WordKind::kSyllable && word.capitals == 0) ++text.seen[word.key];
    }
  }
  return true;
}

bool write(const std::string& file, const std::string& comment, const auto& print) {
  std::ofstream out(file, std::ios::binary);
  out << comment;
  print(out);
  out.flush();
  if (!out) std::cerr << file << ": cannot be written\n";
  return static_cast<bool>(out);
}

}  // namespace

int main(int count, char** arguments) {
  std::string dictionary, output;
  std::vector<std::string> general, domain;
  std::uint32_t weight = 1, least = 1;
  po::options_description options(
      "build_language_model --dictionary vi_VN.dic --general TEXT... --domain TEXT... -o rules/language\n"
      "Texts are UTF-8. Options");
  options.add_options()("help", "this text")("dictionary", po::value(&dictionary)->required(),
                                             "a syllable a line (hunspell-vi)")(
      "general", po::value(&general)->multitoken(), "texts of any kind")("domain", po::value(&domain)->multitoken(),
                                                                         "texts of the kind to be repaired")(
      "weight", po::value(&weight)->default_value(4), "how often a pair of the domain counts")(
      "least", po::value(&least)->default_value(2), "pairs of the general text seen less often are left out")(
      "output,o", po::value(&output)->required(), "folder for lexicon.txt, counts.txt and misreadings.txt");
  try {
    po::variables_map values;
    po::store(po::parse_command_line(count, arguments, options), values);
    if (values.count("help") != 0) {
      std::cout << options;
      return 0;
    }
    po::notify(values);
  } catch (const po::error& error) {
    std::cerr << error.what() << "\n" << options;
    return 2;
  }

  std::set<std::string> lexicon;
  std::ifstream list(dictionary);
  for (std::string word; std::getline(list, word);) {
    if (is_syllable(word)) lexicon.insert(spell(syllable_key(word)));
  }
  if (lexicon.empty()) {
    std::cerr << dictionary << ": no syllables in it\n";
    return 1;
  }
  const std::size_t listed = lexicon.size();

  Text of_general, of_domain;
  for (const std::string& file : general) {
    if (!add_text(file, of_general)) return 1;
  }
  for (const std::string& file : domain) {
    if (!add_text(file, of_domain)) return 1;
  }
  // Seen twice in careful text, or too often in any for a slip.
  for (const auto& [key, times] : of_domain.seen) {
    if (times >= 2) lexicon.insert(spell(key));
  }
  for (const auto& [key, times] : of_general.seen) {
    if (times >= 5) lexicon.insert(spell(key));
  }

  std::cerr << "lexicon: " << listed << " of the dictionary, " << lexicon.size() << " with those of the texts\n"
            << "general: " << of_general.words << " tokens, " << of_general.counts.pairs().size() << " pairs\n"
            << "domain:  " << of_domain.words << " tokens, " << of_domain.counts.pairs().size() << " pairs\n";
  LanguageModel all;
  for (const std::string& word : lexicon) all.add_syllable(syllable_key(word));
  all.add(of_general.counts);
  all.add(of_domain.counts);
  LanguageCounts counts;
  counts.add(of_general.counts);
  counts.prune(least);
  counts.add(of_domain.counts, weight);
  std::cerr << "written: " << counts.pairs().size() << " pairs\n";
  const std::string made = "# Made by tools/language/build_language_model; its README names the sources.\n";
  const bool done =
      write(output + "/lexicon.txt", made + "# Syllables of the language, one a line.\n",
            [&lexicon](std::ostream& out) {
              for (const std::string& word : lexicon) out << word << '\n';
            }) &&
      write(output + "/counts.txt",
            made +
                "# What follows a syllable, and how often. Classes: . end of a sentence, `,` comma or dash, 0 number,\n"
                "# A acronym, x foreign word, ( other sign.\n",
            [&counts](std::ostream& out) { counts.write(out); }) &&
      write(output + "/misreadings.txt",
            made + "# Two syllables that belong together, what the second is misread as, what the first is.\n",
            [&](std::ostream& out) { write_misreadings(of_domain.counts, all, out); });
  return done ? 0 : 1;
}
