// repair_vni_twice.h - Unicode text that was sent through a VNI-to-Unicode converter once more.
//
//   không có, phòng, hoàn thiện  ->  khơng cĩ, phịng, hồn thiện     ó->ĩ ò->ị ô->ơ oà->ồ oá->ố oã->ỗ
//
// The converter takes those letters for VNI's codes of others. The result has rimes that do not exist ("ơng") and lacks
// ô, ó and ò altogether; only a text that shows both is touched. What each syllable was, the model decides.
#pragma once

#include <vector>

#include "pipeline/core/page.h"
#include "pipeline/normalize/breakage.h"
#include "pipeline/normalize/language_data.h"

namespace trichluc {

/// Returns whether a text was changed.
bool repair_vni_twice(Reading& reading, const std::vector<Breakage>& breakage, LanguageData& language);

}  // namespace trichluc
