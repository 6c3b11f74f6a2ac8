// The compression function of SHA-256 (FIPS 180-4, 6.2.2) by the processor's own instructions.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Takes whole blocks of 64 bytes into the state. Returns 0 where the processor cannot.
int dondoc_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);
