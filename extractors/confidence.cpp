#include "extractors/confidence.h"

namespace trichluc {
namespace {

constexpr double kSure = 0.99;
constexpr double kUsual = 0.97;
// of what the same fact would have in typed text
constexpr double kRecognisedProse = 0.97;
constexpr double kRecognisedCell = 0.92;
constexpr double kDoubtful = 0.37;

}  // namespace

double confidence_of(const Evidence& evidence) {
  double confidence = evidence.bound;
  if (evidence.annotated && evidence.bound >= 0.7) confidence = evidence.bound >= 0.9 ? kSure : kUsual;
  if (evidence.recognised) confidence *= evidence.cell ? kRecognisedCell : kRecognisedProse;
  if (evidence.doubtful) confidence *= kDoubtful;
  return confidence;
}

}  // namespace trichluc
