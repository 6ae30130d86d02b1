package io.tenantry.techstore.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasebookUnitTests {

  @Test
  void translatesWholeSentencesAndWhatStandsInBetween() {
    Phrasebook book =
        Phrasebook.of(List.of("# comment", "", "Yes = Sí", "From {0} to {1}. = A {1} desde {0}."));

    assertThat(book.translate("Yes")).isEqualTo("Sí");
    assertThat(book.translate("From $1 to \\.")).isEqualTo("A \\ desde $1.");
    assertThat(book.translate("From a\nb to c = d.")).isEqualTo("A c = d desde a\nb.");
  }

  @Test
  void leavesWhatItDoesNotKnow() {
    Phrasebook book = Phrasebook.of(List.of("Yes = Sí", "Only {0}. = Solo {0}."));

    assertThat(book.translate("Yes, please")).isEqualTo("Yes, please");
    assertThat(book.translate("Only 5")).isEqualTo("Only 5");
  }

  @Test
  void refusesATranslationOfSomethingElse() {
    assertThatThrownBy(() -> Phrasebook.of(List.of("Only {0}. = Solo {1}.")))
        .hasMessageContaining("Only {0}");
    assertThatThrownBy(() -> Phrasebook.of(List.of("Yes")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsTheSpanishBook() {
    assertThat(Phrasebook.read("es").translate("Only 5 in stock."))
        .isEqualTo("Solo hay 5 en existencias.");
  }
}
