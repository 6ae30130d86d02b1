package io.tenantry.techstore.languages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates whole sentences of English into another language. What the code says is the key, so
 * that it reads as it speaks; a sentence that the book lacks stays English.
 */
final class Phrasebook {

  private static final String BETWEEN = " = ";
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

  private record Phrase(Pattern english, List<Integer> places, String translation) {}

  private final Map<String, String> fixed = new HashMap<>();
  private final List<Phrase> phrases = new ArrayList<>();

  private Phrasebook(List<String> lines) {
    lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
  }

  static Phrasebook of(List<String> lines) {
    return new Phrasebook(lines);
  }

  /** Reads {@code <language>.phrases} beside this class. */
  static Phrasebook read(String language) {
    String name = language + ".phrases";
    try (InputStream file = Phrasebook.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("There is no " + name);
      }
      return of(
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] sides = line.split(BETWEEN, 2);
    if (sides.length < 2 || !places(sides[0]).containsAll(places(sides[1]))) {
      throw new IllegalStateException("No phrase and its translation: " + line);
    }
    if (places(sides[0]).isEmpty()) {
      fixed.put(sides[0], sides[1]);
    } else {
      phrases.add(new Phrase(pattern(sides[0]), places(sides[0]), sides[1]));
    }
  }

  private static List<Integer> places(String phrase) {
    return PLACE.matcher(phrase).results().map(Phrasebook::number).toList();
  }

  private static int number(MatchResult place) {
    return Integer.parseInt(place.group(1));
  }

  private static Pattern pattern(String english) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    for (MatchResult place : PLACE.matcher(english).results().toList()) {
      regex.append(Pattern.quote(english.substring(from, place.start()))).append("(.*)");
      from = place.end();
    }
    return Pattern.compile(regex + Pattern.quote(english.substring(from)), Pattern.DOTALL);
  }

  String translate(String english) {
    String translation = fixed.get(english);
    if (translation != null) {
      return translation;
    }
    for (Phrase phrase : phrases) {
      Matcher said = phrase.english().matcher(english);
      if (said.matches()) {
        return PLACE
            .matcher(phrase.translation())
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        said.group(phrase.places().indexOf(number(place)) + 1)));
      }
    }
    return english;
  }
}
