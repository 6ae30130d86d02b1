package io.tenantry.provisioning.signup.web;

import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.provisioning.signup.IdempotencyKey;
import io.tenantry.provisioning.signup.SignUpDesk;
import io.tenantry.provisioning.signup.SignedUp;
import io.tenantry.provisioning.tenants.TenantView;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.provisioning.waiting.WaitPreference;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What the requests that make a tenant have in common: keys, waiting, and how they are answered.
 */
@Component
class SignUpAnswers {

  static final String PATH = "/api/v1/tenants";

  private final SignUpDesk desk;
  private final RequestHash hash;
  private final TenantViews views;

  SignUpAnswers(SignUpDesk desk, RequestHash hash, TenantViews views) {
    this.desk = desk;
    this.hash = hash;
    this.views = views;
  }

  /**
   * @param request all that tells a repeat from another request
   */
  @Nullable IdempotencyKey key(@Nullable String header, ApiClient client, Object request) {
    return header == null
        ? null
        : new IdempotencyKey(client.id(), IdempotencyHeader.checked(header), hash.of(request));
  }

  ResponseEntity<TenantView> answer(
      SignedUp signedUp, @Nullable String prefer, @Nullable IdempotencyKey key) {
    return WaitPreference.parse(prefer)
        .flatMap(
            preference ->
                desk.await(signedUp, preference.duration(), key)
                    .map(waited -> answer(waited, preference.applied())))
        .orElseGet(() -> answer(signedUp, null));
  }

  private ResponseEntity<TenantView> answer(SignedUp signedUp, @Nullable String applied) {
    var answer =
        ResponseEntity.status(signedUp.statusCode())
            .location(URI.create(PATH + "/" + signedUp.tenant().id()));
    if (applied != null) {
      answer.header("Preference-Applied", applied);
    }
    return views.answer(signedUp.tenant(), answer);
  }
}
