package org.tonewheel.pipelines.cli;

import java.time.Duration;
import org.tonewheel.pipelines.tracking.Tracking;
import org.tonewheel.pipelines.tracking.TrackingServer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Whom the run is told to; no part of what a run is. */
final class TrackingOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--tracking",
      paramLabel = "mlflow:URL",
      converter = Server.class,
      description =
          "Also log the run to this MLflow server, such as mlflow:http://localhost:5000; if that"
              + " fails, the run goes on. Who logs is read from MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN (default: none).")
  private TrackingServer server;

  @Option(
      names = "--tracking-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "What all logging to it may take at most (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /** Whom it is told to, or nobody. */
  Tracking open() {
    if (seconds < 1) {
      throw new ParameterException(
          command.commandLine(),
          "--tracking-seconds is %d, but must be at least 1".formatted(seconds));
    }
    return server == null
        ? Tracking.none()
        : Tracking.to(server, System.getenv(), Duration.ofSeconds(seconds));
  }

  /** Never repeats the text, which may hold a password. */
  private static final class Server implements ITypeConverter<TrackingServer> {
    @Override
    public TrackingServer convert(String text) {
      try {
        return TrackingServer.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
