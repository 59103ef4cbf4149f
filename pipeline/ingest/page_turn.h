// page_turn.h - which side of a scanned page is up.
//
// Leptonica tells by the letters that rise over their row against those that hang below it (D. Bloomberg, G. Kopec, L.
// Dasari, "Measuring document image skew and orientation", 1995); marks over Vietnamese letters make it the surer.
#pragma once

#include "pipeline/ingest/raster.h"

namespace trichluc {

/// Quarter turns clockwise, 0 to 3, that put the page upright; 0 where the letters do not tell.
int find_quarter_turns(const Raster& raster);

/// `raster` turned clockwise.
Raster turn_raster(const Raster& raster, int quarter_turns);

}  // namespace trichluc
