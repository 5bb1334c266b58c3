# Built from the sources in Debian's googletest package.
if(NOT TARGET GTest::gtest_main)
    set(INSTALL_GTEST OFF)
    add_subdirectory(/usr/src/googletest ${PROJECT_BINARY_DIR}/googletest EXCLUDE_FROM_ALL)
endif()
