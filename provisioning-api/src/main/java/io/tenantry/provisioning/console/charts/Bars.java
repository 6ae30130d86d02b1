package io.tenantry.provisioning.console.charts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A bar for each step of time, as tall as the highest allows.
 *
 * @param bars from the oldest to the newest
 * @param most what the highest stands for, in words
 * @param summary what a person who sees no bars is told
 */
public record Bars(List<Bar> bars, String most, String summary) {

  /** Width and height of the drawing. */
  public static final int WIDTH = 600;

  public static final int HEIGHT = 96;

  private static final int GAP = 3;

  /**
   * One bar; places and sizes are the drawing's.
   *
   * @param label what it stands for, in words
   */
  public record Bar(double x, double y, double width, double height, String label) {}

  /** A value at a time. */
  public record Point(String when, double value) {}

  public static Bars of(Collection<Point> points, DoubleFunction<String> words, String summary) {
    double most = points.stream().mapToDouble(Point::value).max().orElse(0);
    double step = (double) WIDTH / Math.max(points.size(), 1);
    List<Bar> bars = new ArrayList<>();
    for (Point point : points) {
      double height = most == 0 ? 0 : rounded(point.value() / most * HEIGHT);
      bars.add(
          new Bar(
              rounded(bars.size() * step),
              HEIGHT - height,
              rounded(step - GAP),
              height,
              point.when() + ": " + words.apply(point.value())));
    }
    return new Bars(bars, words.apply(most), summary);
  }

  /** Whether there is nothing to see. */
  public boolean isFlat() {
    return bars.stream().allMatch(bar -> bar.height() == 0);
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
