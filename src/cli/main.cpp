/// The program `asterism`.
#include "cli/program.hpp"

int main(int argc, char** argv) {
    return asterism::cli::run_program(argc, argv);
}
