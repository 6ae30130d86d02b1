package io.tenantry.techstore.products;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each method is one statement, which needs no transaction of its own. */
@Transactional(propagation = Propagation.SUPPORTS)
interface Categories extends Repository<Category, Long> {

  Category save(Category category);

  Optional<Category> findById(long id);

  @Query(
      """
      select id, name, description, created_at from category
       order by lower(name), id limit :limit offset :offset
      """)
  List<Category> list(int limit, long offset);

  @Modifying
  @Query("delete from category where id = :id")
  int delete(long id);
}
