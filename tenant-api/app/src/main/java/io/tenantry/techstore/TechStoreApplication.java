package io.tenantry.techstore;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The API of all shops. Each request sees one of them, and code is written as if it were alone. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class TechStoreApplication {

  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  public static void main(String[] arguments) {
    SpringApplication.run(TechStoreApplication.class, arguments);
  }

  /** As fine as the database keeps time, so that an answer equals what is read later. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
