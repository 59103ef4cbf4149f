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

}  // namespace trichluc
