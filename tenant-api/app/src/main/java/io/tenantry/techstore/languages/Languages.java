package io.tenantry.techstore.languages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The languages that people are answered in: English, which the code speaks, and Spanish. */
@Component
public class Languages {

  public static final Locale ENGLISH = Locale.ENGLISH;
  public static final Locale SPANISH = Locale.of("es");

  private final Map<String, Phrasebook> books =
      Map.of(SPANISH.getLanguage(), Phrasebook.read(SPANISH.getLanguage()));

  /** All of them, the default first. */
  public List<Locale> all() {
    return List.of(ENGLISH, SPANISH);
  }

  /** The same in that language, or as it is if nobody knows how to say it. */
  public String say(String english, Locale language) {
    Phrasebook book = books.get(language.getLanguage());
    return book == null ? english : book.translate(english);
  }
}
