# Headers alone: they serve every processor, and Debian's cross compilers look into /usr/include.
if(NOT TARGET fmt::fmt)
    add_library(fmt::fmt INTERFACE IMPORTED GLOBAL)
    target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
endif()
