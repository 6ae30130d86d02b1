package io.tenantry.launcher;

/** Signs two tenants of the user's own application up: what they are for only the user knows. */
final class OwnTour {

  private static final int TENANTS = 2;

  private final SignUps signUps;
  private final Transcript transcript;

  OwnTour(Services services, String key, Transcript transcript) {
    this.signUps = new SignUps(services.provisioning(), services.worker(), key);
    this.transcript = transcript;
  }

  void run() {
    transcript.head("Two customers sign up    POST /api/v1/tenants, Prefer: wait=30");
    signUps.awaitKey();
    for (int n = 0; n < TENANTS; n++) {
      Shop tenant = signUps.next(Trade.CUSTOMER);
      transcript.row(
          tenant.name(),
          "%s after %4d ms    %s"
              .formatted(tenant.status(), tenant.took().toMillis(), tenant.url()));
      transcript.expect("ACTIVE".equals(tenant.status()), tenant.name() + " is active");
    }
  }
}
