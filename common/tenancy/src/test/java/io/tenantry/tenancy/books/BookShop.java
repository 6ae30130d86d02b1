package io.tenantry.tenancy.books;

import io.tenantry.tenancy.CurrentTenant;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An application with one table. */
@EnableAutoConfiguration
@Import(BookShop.Desk.class)
class BookShop {

  record NewBook(String title) {}

  @RestController
  static class Desk {

    private final JdbcClient jdbc;

    Desk(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @GetMapping("/books")
    List<String> books() {
      return jdbc.sql("select title from book order by title").query(String.class).list();
    }

    @PostMapping("/books")
    @ResponseStatus(HttpStatus.CREATED)
    void add(@RequestBody NewBook book) {
      jdbc.sql("insert into book (title) values (?)").param(book.title()).update();
    }

    @GetMapping("/name")
    String name() {
      return CurrentTenant.get().schemaName();
    }

    @GetMapping("/authorization")
    String authorization(@RequestHeader("Authorization") String authorization) {
      return authorization;
    }
  }
}
