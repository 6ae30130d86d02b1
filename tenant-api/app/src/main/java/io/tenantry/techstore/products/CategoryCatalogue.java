package io.tenantry.techstore.products;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.products.CatalogueException.CategoryInUseException;
import io.tenantry.techstore.products.CatalogueException.CategoryNameTakenException;
import io.tenantry.techstore.products.CatalogueException.CategoryNotFoundException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The shop's categories. */
@Service
public class CategoryCatalogue {

  private final Categories categories;
  private final Clock clock;

  CategoryCatalogue(Categories categories, Clock clock) {
    this.categories = categories;
    this.clock = clock;
  }

  public Page<Category> list(PageWindow window) {
    return Page.of(categories.list(window.limit(), window.offset()), window, null);
  }

  public Category get(long id) {
    return categories.findById(id).orElseThrow(() -> new CategoryNotFoundException(id));
  }

  public Category create(String name, @Nullable String description) {
    return save(new Category(null, name, description, clock.instant()));
  }

  public Category change(long id, String name, @Nullable String description) {
    return save(new Category(id, name, description, get(id).createdAt()));
  }

  /** Products keep their category from being deleted. */
  public void delete(long id) {
    try {
      if (categories.delete(id) == 0) {
        throw new CategoryNotFoundException(id);
      }
    } catch (DataIntegrityViolationException e) {
      throw ForeignKeys.isViolated(e) ? new CategoryInUseException(id) : e;
    }
  }

  private Category save(Category category) {
    try {
      return categories.save(category);
    } catch (DuplicateKeyException e) {
      throw new CategoryNameTakenException(category.name());
    }
  }
}
