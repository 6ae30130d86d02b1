package io.tenantry.techstore.products;

import io.tenantry.techstore.products.CatalogueException.ProductNotFoundException;
import io.tenantry.techstore.products.CatalogueException.SkuTakenException;
import io.tenantry.techstore.products.CatalogueException.StaleProductException;
import io.tenantry.techstore.products.CatalogueException.UnfitValueException;
import io.tenantry.techstore.reference.Currencies;
import io.tenantry.techstore.reference.Currency;
import io.tenantry.tenancy.LimitExceededException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** The shop's products, one at a time. */
@Service
public class ProductCatalogue {

  private final Products products;
  private final ProductLimit limit;
  private final Currencies currencies;
  private final Clock clock;

  ProductCatalogue(Products products, ProductLimit limit, Currencies currencies, Clock clock) {
    this.products = products;
    this.limit = limit;
    this.currencies = currencies;
    this.clock = clock;
  }

  public Product get(long id) {
    return products.findById(id).orElseThrow(() -> new ProductNotFoundException(id));
  }

  /**
   * @throws LimitExceededException if the shop's plan allows no more products
   */
  public Product create(ProductDetails details) {
    requirePayable(details);
    return limit.within(() -> save(Product.of(details, clock.instant())));
  }

  /**
   * @param expected what the caller has seen; null if it does not matter
   */
  public Product change(long id, @Nullable Integer expected, ProductDetails details) {
    Product found = get(id);
    if (expected != null && !expected.equals(found.version())) {
      throw new StaleProductException(id, true);
    }
    requirePayable(details);
    try {
      return save(found.with(details, clock.instant()));
    } catch (OptimisticLockingFailureException e) {
      throw new StaleProductException(id, expected != null);
    }
  }

  /**
   * Deletes a product and its stock movements.
   *
   * @param expected what the caller has seen; null if it does not matter
   */
  public void delete(long id, @Nullable Integer expected) {
    if (products.delete(id, expected) == 0) {
      throw products.existsById(id)
          ? new StaleProductException(id, expected != null)
          : new ProductNotFoundException(id);
    }
  }

  private void requirePayable(ProductDetails details) {
    Currency currency =
        currencies
            .find(details.currency())
            .orElseThrow(() -> new UnfitValueException("currency", "No such currency is known."));
    if (!currency.canExpress(details.price())) {
      throw new UnfitValueException(
          "price",
          "An amount in %s has %d decimals.".formatted(currency.code(), currency.decimals()));
    }
  }

  private Product save(Product product) {
    try {
      return products.save(product);
    } catch (DuplicateKeyException e) {
      throw new SkuTakenException(product.sku());
    } catch (DataIntegrityViolationException e) {
      throw ForeignKeys.isViolated(e)
          ? new UnfitValueException("categoryId", "There is no such category.")
          : e;
    }
  }
}
