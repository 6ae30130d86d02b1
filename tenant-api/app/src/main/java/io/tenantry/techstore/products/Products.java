package io.tenantry.techstore.products;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each method is one statement, which needs no transaction of its own. */
@Transactional(propagation = Propagation.SUPPORTS)
interface Products extends Repository<Product, Long> {

  Product save(Product product);

  Optional<Product> findById(long id);

  boolean existsById(long id);

  /**
   * @param version null for any
   */
  @Modifying
  @Query("delete from product where id = :id and version = coalesce(:version::integer, version)")
  int delete(long id, @Nullable Integer version);
}
