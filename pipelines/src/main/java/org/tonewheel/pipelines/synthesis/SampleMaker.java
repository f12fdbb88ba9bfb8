package org.tonewheel.pipelines.synthesis;

import java.util.function.Consumer;
import org.tonewheel.gan.TrainedGenerator;
import org.tonewheel.nets.Ended;
import org.tonewheel.sampling.Oversampling;

/** What makes synthetic rows: one for each genre and number, always the same. */
interface SampleMaker extends AutoCloseable {

  /** Makes {@code count} rows of a genre, from number {@code from} on. */
  void make(int genre, long from, int count, Consumer<float[]> into);

  /** Epochs that it was trained; null if it is not. */
  Integer epochs();

  /** Why after these; null if it is not trained. */
  Ended ended();

  @Override
  void close();

  /** Rows made from real rows, without training. */
  record Oversampled(Oversampling oversampling) implements SampleMaker {
    @Override
    public void make(int genre, long from, int count, Consumer<float[]> into) {
      for (long number = from; number < from + count; number++) {
        into.accept(oversampling.sample(genre, number));
      }
    }

    @Override
    public Integer epochs() {
      return null;
    }

    @Override
    public Ended ended() {
      return null;
    }

    @Override
    public void close() {}
  }

  /** Rows made by the generator of a GAN. */
  record Generated(TrainedGenerator generator) implements SampleMaker {
    @Override
    public void make(int genre, long from, int count, Consumer<float[]> into) {
      generator.sample(genre, from, count, into);
    }

    @Override
    public Integer epochs() {
      return generator.epochs();
    }

    @Override
    public Ended ended() {
      return generator.ended();
    }

    @Override
    public void close() {
      generator.close();
    }
  }
}
