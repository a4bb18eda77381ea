#pragma once
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

// glibc declares it under _GNU_SOURCE only, which Swift's importer does not set.
int memfd_create(const char *name, unsigned int flags);
