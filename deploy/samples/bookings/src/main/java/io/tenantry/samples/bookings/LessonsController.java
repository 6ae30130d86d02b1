package io.tenantry.samples.bookings;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The lessons of the studio on whose domain the request is. */
@RestController
class LessonsController {

  private final JdbcClient jdbc;

  LessonsController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Booking(String name) {}

  @GetMapping("/lessons")
  List<Lesson> lessons() {
    return jdbc.sql(
            """
            SELECT l.id, l.title, l.starts_at,
                   l.places - (SELECT count(*) FROM booking b WHERE b.lesson_id = l.id) AS free
            FROM lesson l ORDER BY l.starts_at, l.id LIMIT 100
            """)
        .query(Lesson.class)
        .list();
  }

  @PostMapping("/lessons/{id}/bookings")
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  Booking book(@PathVariable long id, @RequestBody Booking booking) {
    // Whoever comes second waits here, and sees what the first one took.
    int places =
        jdbc.sql("SELECT places FROM lesson WHERE id = ? FOR UPDATE")
            .param(id)
            .query(Integer.class)
            .optional()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    int taken =
        jdbc.sql("SELECT count(*) FROM booking WHERE lesson_id = ?")
            .param(id)
            .query(Integer.class)
            .single();
    if (taken >= places) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "The lesson is full.");
    }
    jdbc.sql("INSERT INTO booking (lesson_id, name) VALUES (?, ?)")
        .params(id, booking.name())
        .update();
    return booking;
  }
}
