#include "tools/trichluc/allocator.h"

#ifdef TRICHLUC_MIMALLOC
#include <errno.h>
#include <mimalloc.h>

#include "pipeline/run/child.h"
#endif

namespace trichluc {

void watch_allocator() {
#ifdef TRICHLUC_MIMALLOC
  mi_register_error(
      [](int error, void*) {
        if (error == ENOMEM) note_lack_of_memory();
      },
      nullptr);
#endif
}

void leave_gaps_alone() {
#ifdef TRICHLUC_MIMALLOC
  // The old heap stays, for what is still in it.
  if (mi_heap_t* heap = mi_heap_new(); heap != nullptr) mi_heap_set_default(heap);
#endif
}

}  // namespace trichluc
