package io.tenantry.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Takes a {@link Load} a line as JSON, and answers each with a line of outcomes. */
final class LoadProgram {

  private LoadProgram() {}

  public static void main(String[] arguments) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    JsonMapper json = JsonMapper.shared();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(json.writeValueAsString(send(json.readValue(line, Load.class))));
    }
  }

  /** Any answer that is not expected ends the program. */
  private static List<Load.Outcome> send(Load load)
      throws IOException, InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + (long) (load.seconds() * 1e9);
    try (var threads = Executors.newCachedThreadPool()) {
      List<List<Future<Visitor>>> crowds = new ArrayList<>();
      for (Load.Crowd crowd : load.crowds()) {
        byte[][] requests = requests(crowd, load.path());
        crowds.add(
            IntStream.range(0, crowd.visitors())
                .mapToObj(n -> new Visitor(load.port(), requests, crowd, n, start, end))
                .map(threads::submit)
                .toList());
      }
      List<Load.Outcome> outcomes = new ArrayList<>();
      for (List<Future<Visitor>> crowd : crowds) {
        List<Visitor> visitors = new ArrayList<>();
        for (Future<Visitor> visitor : crowd) {
          visitors.add(visitor.get());
        }
        outcomes.add(Visitor.outcome(visitors));
      }
      return outcomes;
    }
  }

  private static byte[][] requests(Load.Crowd crowd, String path) {
    return crowd.headers().entrySet().stream()
        .map(
            host -> {
              var text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
              text.append("Host: ").append(host.getKey()).append("\r\n");
              host.getValue().forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
              return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            })
        .toArray(byte[][]::new);
  }
}
