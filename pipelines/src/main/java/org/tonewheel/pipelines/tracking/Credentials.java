package org.tonewheel.pipelines.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Who tells the server, from the environment variables that MLflow's own clients read. */
final class Credentials {
  private final String authorization;

  private Credentials(String authorization) {
    this.authorization = authorization;
  }

  /**
   * A name and password where there are both, else a token, else nothing.
   *
   * @throws TrackingException if one cannot be sent
   */
  static Credentials of(Map<String, String> environment) throws TrackingException {
    String name = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    if (!name.isEmpty() && !password.isEmpty()) {
      byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
    }
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new TrackingException(
          "MLFLOW_TRACKING_TOKEN has characters that no token has, such as a line's end");
    }
    return new Credentials(token.isEmpty() ? null : "Bearer " + token);
  }

  /** The header; empty where nobody says who tells. */
  Optional<String> authorization() {
    return Optional.ofNullable(authorization);
  }

  /** Says whether there are any, not which. */
  @Override
  public String toString() {
    return authorization == null ? "no credentials" : "credentials";
  }
}
