// compile_language FOLDER FILE: the texts of rules/language as tables that the program maps (normalize/language_data).
#include <fstream>
#include <iostream>

#include "pipeline/normalize/language_data.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "Usage: compile_language FOLDER FILE\n";
    return 2;
  }
  std::ofstream out(argv[2], std::ios::binary);
  const trichluc::Result<void> made = trichluc::LanguageData(std::filesystem::path(argv[1])).compile(out);
  if (!made) {
    std::cerr << "compile_language: " << trichluc::describe(made.error()) << "\n";
    return 1;
  }
  out.close();
  if (!out) {
    std::cerr << "compile_language: " << argv[2] << ": cannot be written\n";
    return 1;
  }
  return 0;
}
