package org.tonewheel.nets;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.tonewheel.nets.checkpoint.Tensors;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.ParameterCopy;
import org.tonewheel.nets.engine.Parameters;

/**
 * All tensors that a training carries from step to step.
 *
 * @param best the values of the best epoch so far; empty where the last epoch's are kept, for of a
 *     large net they are much memory
 */
record TrainingTensors(Parameters parameters, Optimizer optimizer, Optional<ParameterCopy> best)
    implements Tensors<Progress>, AutoCloseable {

  static TrainingTensors of(Parameters parameters, Optimizer optimizer, Keep keep) {
    return new TrainingTensors(
        parameters,
        optimizer,
        keep == Keep.BEST ? Optional.of(new ParameterCopy(parameters)) : Optional.empty());
  }

  @Override
  public void write(Progress progress, WritableByteChannel channel) throws IOException {
    parameters.write(channel);
    optimizer.write(channel);
    if (best.isPresent() && progress.bestEpoch() > 0) {
      best.get().write(channel);
    }
  }

  @Override
  public void read(Progress progress, ReadableByteChannel channel) throws IOException {
    parameters.read(channel);
    optimizer.read(channel);
    if (best.isPresent() && progress.bestEpoch() > 0) {
      best.get().read(channel);
    }
  }

  @Override
  public void close() {
    best.ifPresent(ParameterCopy::close);
    optimizer.close();
  }
}
