#include "pipeline/ingest/layer_choice.h"

#include <cmath>

namespace trichluc {
namespace {

constexpr double kPicturePage = 0.5;     // a picture that may be the page itself
constexpr std::size_t kTypedPage = 300;  // characters printed on top: the page was typed, pictures illustrate it
constexpr std::size_t kFewWords = 5;     // no judgement on less
constexpr std::size_t kManyShapes = 200;
constexpr double kEnoughInk = 0.7;
// Middle of the gap between sound layers and broken ones (normalize/text_quality.h). A scanner's layer has to read
// nearly as well as OCR would, since it is nothing but older OCR.
constexpr double kSoundScan = 0.85;
constexpr double kSoundLetters = 0.5;
constexpr double kOddTyped = 0.05;
constexpr double kSingleTyped = 0.4;
constexpr double kSoundTyped = 0.7;

std::string percent(double share) { return std::to_string(static_cast<int>(std::lround(100 * share))) + " %"; }

}  // namespace

LayerChoice choose_layer(const LayerEvidence& evidence, const TextQuality& quality) {
  const bool picture = evidence.picture_share >= kPicturePage;
  const std::size_t characters = evidence.visible + evidence.hidden;
  if (characters == 0) {
    if (evidence.picture_share > 0) return {LayerUse::kOcr, "a picture without a text layer"};
    if (evidence.shapes >= kManyShapes) return {LayerUse::kOcr, "outlines without a text layer"};
    return {LayerUse::kBlank, "nothing on the page"};
  }
  const bool typed = !picture || evidence.visible >= kTypedPage;
  if (typed) {
    // English is no Vietnamese either, but it is made of words; glyphs without meaning are not.
    const bool meaningless = quality.odd > kOddTyped || quality.single > kSingleTyped;
    if (!evidence.legacy_fonts && quality.words >= 30 && quality.syllables < kSoundTyped && meaningless) {
      return {LayerUse::kOcr, "the text layer reads as no language: " + percent(quality.syllables) + " syllables"};
    }
    return {LayerUse::kLayer, picture ? "typed over a picture" : "typed"};
  }
  if (evidence.hidden > evidence.visible) {
    if (quality.words < kFewWords) return {LayerUse::kOcr, "a scan whose text layer has hardly a word"};
    if (quality.syllables < kSoundScan || quality.vietnamese < kSoundLetters) {
      return {LayerUse::kOcr, "a scan whose text layer is no sound Vietnamese: " + percent(quality.syllables) +
                                  " syllables, " + percent(quality.vietnamese) + " words with Vietnamese letters"};
    }
  }
  return {LayerUse::kMeasure, "a picture with a text layer"};
}

bool is_legacy_font(std::string_view name) {
  if (name.size() > 7 && name[6] == '+') name.remove_prefix(7);
  if (!name.empty() && name.front() == '.') name.remove_prefix(1);
  const bool capital_third = name.size() > 2 && 'A' <= name[2] && name[2] <= 'Z';
  return (name.starts_with("Vn") && capital_third) || name.starts_with("VNI-") || name.starts_with("VNI ") ||
         name.starts_with("VPS ") || name.starts_with("VPS-");
}

bool covers_enough(double covered) { return covered >= kEnoughInk; }

bool is_better(const TextQuality& recognised, double confidence, const TextQuality& layer) {
  const auto score = [](const TextQuality& quality) {
    return quality.syllables + 0.5 * quality.vietnamese - quality.single - quality.odd;
  };
  if (recognised.words == 0) return layer.words == 0;
  return score(recognised) * (0.5 + 0.5 * confidence) > score(layer) || layer.words < kFewWords;
}

}  // namespace trichluc
