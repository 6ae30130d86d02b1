package io.tenantry.testing.leaks;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The ways in which an application uses its data source, well or badly. */
enum Probe {
  READ(400, visit -> visit.with(visit::read)),

  READ_PLAINLY(100, visit -> visit.with(visit::readPlainly)),

  /** More often than the driver needs to prepare the statement at the server. */
  READ_AGAIN_AND_AGAIN(20, visit -> visit.with(c -> visit.readAgainAndAgain(c, 8))),

  READ_IN_TRANSACTION(60, visit -> visit.inTransaction(visit::read)),

  STREAM(20, visit -> visit.inTransaction(visit::stream)),

  WRITE(
      60,
      visit ->
          visit.with(
              connection -> {
                String note = visit.note();
                visit.insert(connection, note);
                visit.delete(connection, note);
              })),

  COMMIT(
      60,
      visit -> {
        String note = visit.note();
        visit.inTransaction(
            connection -> {
              visit.insert(connection, note);
              connection.commit();
            });
        visit.with(connection -> visit.delete(connection, note));
      }),

  ROLLBACK(
      60,
      visit ->
          visit.inTransaction(
              connection -> {
                visit.insert(connection, visit.note());
                connection.rollback();
                visit.read(connection);
              })),

  BATCH(30, visit -> visit.with(visit::batches)),

  BATCH_IN_TRANSACTION(
      30,
      visit ->
          visit.inTransaction(
              connection -> {
                visit.batches(connection);
                connection.commit();
              })),

  ERROR(
      40,
      visit ->
          visit.with(
              connection -> {
                visit.provoke(connection, "select nonsense from " + Markers.TABLE);
                visit.provoke(
                    connection,
                    "insert into %s (note, tenant) values ('%s', '')"
                        .formatted(Markers.TABLE, Markers.MARK));
                visit.read(connection);
              })),

  ERROR_IN_TRANSACTION(
      40,
      visit ->
          visit.inTransaction(
              connection -> {
                visit.read(connection);
                visit.provoke(connection, "select nonsense from " + Markers.TABLE);
              })),

  SAVEPOINT(
      20,
      visit ->
          visit.inTransaction(
              connection -> {
                Savepoint start = connection.setSavepoint();
                visit.insert(connection, visit.note());
                visit.provoke(connection, "select nonsense from " + Markers.TABLE);
                connection.rollback(start);
                visit.read(connection);
              })),

  /** The transaction is open when its connection goes back to the pool. */
  ABANDON(
      20,
      visit -> {
        visit.with(
            connection -> {
              connection.setAutoCommit(false);
              visit.insert(connection, visit.note());
            });
        visit.with(visit::read);
      }),

  TIME_OUT(
      10,
      visit ->
          visit.inTransaction(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("set local statement_timeout = 2");
                }
                visit.provoke(connection, "select pg_sleep(1) from " + Markers.TABLE);
              })),

  CANCEL(
      3,
      visit ->
          visit.with(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  Disturbance.during(
                      () ->
                          visit.look(
                              statement.executeQuery(
                                  "select tenant, pg_sleep(0.05) from %s limit 1"
                                      .formatted(Markers.TABLE))),
                      visit.random.nextLong(TimeUnit.MILLISECONDS.toNanos(5)),
                      statement::cancel);
                }
                visit.read(connection);
              })),

  /** What becomes of a virtual thread whose request is given up: it loses its connection, too. */
  INTERRUPT(
      1,
      visit -> {
        Thread self = Thread.currentThread();
        Disturbance.during(
            () ->
                visit.inTransaction(
                    connection -> {
                      visit.read(connection);
                      visit.insert(connection, visit.note());
                      visit.read(connection);
                    }),
            visit.random.nextLong(TimeUnit.MILLISECONDS.toNanos(3)),
            self::interrupt);
        visit.with(visit::read);
      });

  @FunctionalInterface
  interface Operation {
    void run(Visit visit) throws SQLException;
  }

  private static final int TOTAL;

  static {
    int sum = 0;
    for (Probe probe : values()) {
      sum += probe.weight;
    }
    TOTAL = sum;
  }

  private final int weight;
  private final Operation operation;

  Probe(int weight, Operation operation) {
    this.weight = weight;
    this.operation = operation;
  }

  static Probe any(RandomGenerator random) {
    int left = random.nextInt(TOTAL);
    for (Probe probe : values()) {
      left -= probe.weight;
      if (left < 0) {
        return probe;
      }
    }
    throw new IllegalStateException("no probe");
  }

  void run(Visit visit) throws SQLException {
    operation.run(visit);
  }
}
