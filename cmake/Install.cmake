# cmake --install: the program with its man page, and the engine as one static library with headers and a CMake package.
#
# The floors below the public API are static libraries of their own; users get their objects in one archive, so that
# the floors stay our affair. find_package(asterism) gives asterism::asterism. Components: program, library.
include(CMakePackageConfigHelpers)

set(engine_objects "")
foreach(floor base simd linear neighbors neighbors_certified graph tree clusters engine extraction prediction validity topics)
    list(APPEND engine_objects $<TARGET_OBJECTS:asterism_${floor}>)
endforeach()
add_library(asterism_library STATIC ${engine_objects})
set_target_properties(asterism_library PROPERTIES OUTPUT_NAME asterism EXPORT_NAME asterism LINKER_LANGUAGE CXX)
target_compile_features(asterism_library INTERFACE cxx_std_20)
target_include_directories(asterism_library INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(asterism_library INTERFACE Threads::Threads fmt::fmt spdlog::spdlog)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/asterism)
configure_package_config_file(cmake/asterismConfig.cmake.in ${PROJECT_BINARY_DIR}/asterismConfig.cmake
    INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/asterismConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(TARGETS asterism RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES docs/asterism.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)

install(TARGETS asterism_library EXPORT asterism ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(DIRECTORY include/asterism DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(EXPORT asterism NAMESPACE asterism:: FILE asterismTargets.cmake DESTINATION ${package_dir} COMPONENT library)
install(FILES ${PROJECT_BINARY_DIR}/asterismConfig.cmake ${PROJECT_BINARY_DIR}/asterismConfigVersion.cmake
    DESTINATION ${package_dir} COMPONENT library)
