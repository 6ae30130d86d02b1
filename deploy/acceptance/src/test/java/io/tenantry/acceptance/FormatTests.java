package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTests {

  private final SourceTree tree = new SourceTree();
  private final Formatter formatter = new Formatter();

  @Test
  void everyJavaFileIsAsTheFormatterWritesIt() {
    List<Path> others =
        tree.javaFiles().parallelStream().filter(file -> !isFormatted(tree.text(file))).toList();

    assertThat(others).as("files that 'deploy/format' would change").isEmpty();
  }

  @Test
  void noticesAFileThatIsNot() {
    assertThat(isFormatted("class A {}\n")).isTrue();
    assertThat(isFormatted("class A{}\n")).isFalse();
  }

  private boolean isFormatted(String source) {
    try {
      return formatter.formatSourceAndFixImports(source).equals(source);
    } catch (FormatterException e) {
      return false;
    }
  }
}
