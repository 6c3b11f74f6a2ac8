// No data for ICU: see CICUStub.c.
#pragma once
#include <stdint.h>
