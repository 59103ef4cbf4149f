// allocator.h - the one file that knows mimalloc by name.
#pragma once

namespace trichluc {

/// Makes mimalloc tell when memory is short. Its operator new ends the process then, without a word and without
/// std::bad_alloc (the library is C and brings a std::get_new_handler of its own that says there is none).
void watch_allocator();

}  // namespace trichluc
