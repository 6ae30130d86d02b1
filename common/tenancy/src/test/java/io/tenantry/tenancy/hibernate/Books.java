package io.tenantry.tenancy.hibernate;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Books extends JpaRepository<Book, Long> {

  Book findByTitle(String title);

  @Query("select b.title from Book b order by b.title")
  List<String> titles();

  @Query("select c from Chapter c where c.title = :title")
  Chapter chapter(String title);
}
