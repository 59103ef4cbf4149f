// table_rules.h - the ruled lines of tables on a scan: found, told from other strokes, taken out.
#pragma once

#include "pipeline/ingest/cleaned_scan.h"
#include "pipeline/ingest/leptonica.h"

namespace trichluc {

/// Finds the rules and paints them white: read as letters they are "|", and they hide digits beside them. `grey`: the
/// straightened page; `binary`: its ink at half the resolution, from which they are taken too; `noisy`: rules may be
/// broken up by noise. Sets `scan.across`, `scan.down` and the slant.
void take_rules_out(Pix* grey, Pix* binary, bool noisy, CleanedScan& scan);

}  // namespace trichluc
