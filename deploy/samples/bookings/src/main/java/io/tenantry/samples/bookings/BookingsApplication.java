package io.tenantry.samples.bookings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole application. */
@SpringBootApplication
public class BookingsApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(BookingsApplication.class, arguments);
  }
}
