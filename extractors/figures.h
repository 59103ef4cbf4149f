// figures.h - amounts of money, shares and numbers of things in a block (ANNOTATION.md section 5).
#pragma once

#include <vector>

#include "extractors/scan.h"

namespace trichluc {

/// Budgets, percentages and counts, by begin, without their context (figure_context.h). Their ranges are taken.
/// Numerals that the rules of kind "other" explain are left out; numbers that cannot be read are left to other_numbers.
std::vector<Fact> find_figures(Scan& scan);

/// The part that budgets, counts and percentages share; null for other facts.
Figure* figure_of(FactValue& value);
const Figure* figure_of(const FactValue& value);

}  // namespace trichluc
