package io.tenantry.provisioning.clients.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.provisioning.clients.ApiClient;
import io.tenantry.provisioning.clients.ApiKey;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import io.tenantry.provisioning.ratelimit.FailedKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells callers how many requests they have left, or that there were too many. */
@Component
class RequestLimits {

  private static final String LIMIT = "client";

  private final ClientLimits clients;
  private final FailedKeys failures;

  RequestLimits(ClientLimits clients, FailedKeys failures) {
    this.clients = clients;
    this.failures = failures;
  }

  /**
   * Why the key is not even looked up. Keys that were good of late are not held up by others that
   * come from the same address, perhaps that of a proxy.
   */
  Optional<ProblemException> beforeLookUp(ApiKey key, String address) {
    return clients.knows(key.id())
        ? clients.refusal(key.id()).map(RequestLimits::tooManyRequests)
        : failures
            .refusal(address)
            .map(
                allowance ->
                    rateLimited(allowance, "Too many unknown keys have come from this address."));
  }

  void countUnknown(ApiKey key, String address) {
    clients.forget(key.id());
    failures.count(address);
  }

  /** Counts the request and says in the answer's headers what is left; else why it is refused. */
  Optional<ProblemException> count(ApiKey key, ApiClient client, HttpServletResponse response) {
    Optional<Allowance> limited = clients.count(key.id(), client.id(), client.requestsPerMinute());
    limited.ifPresent(
        allowance -> {
          response.setHeader("RateLimit-Policy", allowance.policy(LIMIT));
          response.setHeader("RateLimit", allowance.rest(LIMIT));
        });
    return limited.filter(allowance -> !allowance.granted()).map(RequestLimits::tooManyRequests);
  }

  private static ProblemException tooManyRequests(Allowance allowance) {
    return rateLimited(
            allowance,
            "This API client may make " + allowance.perMinute() + " requests in a minute.")
        .header("RateLimit-Policy", allowance.policy(LIMIT))
        .header("RateLimit", allowance.rest(LIMIT));
  }

  private static ProblemException rateLimited(Allowance allowance, String detail) {
    return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", detail)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retryAfterSeconds()));
  }
}
