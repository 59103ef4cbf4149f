// allocator.h - the one file that knows mimalloc by name.
#pragma once

namespace trichluc {

/// Makes mimalloc tell when memory is short. Its operator new ends the process then, without a word and without
/// std::bad_alloc (the library is C and brings a std::get_new_handler of its own that says there is none).
void watch_allocator();

/// From now on memory is taken from pages of its own, not from the gaps that what was freed has left. Before children
/// are forked: what a child writes into a page that it shares with its worker, the kernel copies first.
void leave_gaps_alone();

}  // namespace trichluc
