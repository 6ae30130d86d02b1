package io.tenantry.techstore.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterUnitTests {

  @Test
  void quotesWhatNeedsQuotes() throws IOException {
    assertThat(row("plain", "a,b", "say \"x\"", "two\r\nlines", " edge", ""))
        .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\" edge\",\r\n");
  }

  @Test
  void writesNothingForNullAndNumbersAsTheyAre() throws IOException {
    assertThat(row(null, -5, new BigDecimal("-1.50"), true)).isEqualTo(",-5,-1.50,true\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "-",
        "=cmd|' /C x'!A0"
      })
  void makesTextOfFormulas(String formula) throws IOException {
    assertThat(row(formula).replaceFirst("^\"", "")).startsWith("'" + formula.charAt(0));
  }

  private static String row(Object... cells) throws IOException {
    StringWriter out = new StringWriter();
    new CsvWriter(out).row(cells);
    return out.toString();
  }
}
