// Whether bytes are UTF-8 (RFC 3629), sixteen at a time.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Returns 1 where they are, 0 where they are not, -1 where the processor cannot tell this way.
int dondoc_utf8_check(const uint8_t *bytes, size_t count);
