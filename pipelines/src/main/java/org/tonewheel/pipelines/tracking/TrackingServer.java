package org.tonewheel.pipelines.tracking;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * An MLflow tracking server.
 *
 * @param address where its pages begin, without a slash at the end, such as {@code
 *     http://localhost:5000}
 */
public record TrackingServer(URI address) {
  private static final String KIND = "mlflow:";

  /**
   * Reads {@code mlflow:http://HOST:PORT}, with a path where the server has one.
   *
   * @throws IllegalArgumentException if it is none; the message never repeats what could be a
   *     password
   */
  public static TrackingServer parse(String text) {
    if (!text.startsWith(KIND)) {
      throw new IllegalArgumentException(
          "no tracking server; give mlflow: and the server's address, such as"
              + " mlflow:http://localhost:5000");
    }
    URI address;
    try {
      address = new URI(text.substring(KIND.length()).replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "no address of a tracking server: %s at character %d"
              .formatted(e.getReason(), KIND.length() + e.getIndex()));
    }
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException(
          "no address of a tracking server; only http:// and https:// servers are told, such as"
              + " mlflow:http://localhost:5000");
    }
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "a name or password in the address would end up in process lists; set"
              + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead");
    }
    if (address.getQuery() != null || address.getFragment() != null) {
      throw new IllegalArgumentException(
          "the address of a tracking server has no ? and no #; give what its pages begin with");
    }
    return new TrackingServer(address);
  }
}
