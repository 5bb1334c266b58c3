# asterism_embed_text(TARGET NAMESPACE DIR): every file of DIR becomes text inside TARGET, found by its name without ending:
# `std::string_view NAMESPACE::embedded(std::string_view name)`, declared by the target itself. An unknown name throws
# std::out_of_range, which is a defect of ours and never a user's.
function(asterism_embed_text target namespace dir)
    file(GLOB files CONFIGURE_DEPENDS ${dir}/*)
    list(SORT files)
    set(entries "")
    foreach(file ${files})
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        get_filename_component(name ${file} NAME_WLE)
        file(READ ${file} text)
        string(APPEND entries "    {\"${name}\", R\"~embedded~(${text})~embedded~\"},\n")
    endforeach()
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp)
    file(CONFIGURE OUTPUT ${out} @ONLY CONTENT "// Made by cmake/EmbedText.cmake from the files beside the sources.
#include <map>
#include <string_view>

namespace @namespace@ {
std::string_view embedded(std::string_view name);
std::string_view embedded(std::string_view name) {
    static const std::map<std::string_view, std::string_view> texts{
@entries@    };
    return texts.at(name);
}
}  // namespace @namespace@
")
    target_sources(${target} PRIVATE ${out})
endfunction()
