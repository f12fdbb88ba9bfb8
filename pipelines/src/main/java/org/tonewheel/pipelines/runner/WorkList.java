package org.tonewheel.pipelines.runner;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A list whose elements are handed out a few at a time: whoever is free takes the next, so that
 * work of very unequal length spreads over threads and machines as it goes, and what a lost worker
 * had begun goes to another. Beam's own {@code Create} cuts a list into as many runs of neighbours
 * as there are workers; those of a long list are more than Flink sends in one message.
 *
 * @param <T> what it holds; serialisable
 */
public final class WorkList<T> extends BoundedSource<T> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<T> elements;
  private final Coder<T> coder;
  private final int atOnce;

  /**
   * A source of these elements, one at a time.
   *
   * @param elements in the order in which they are to be begun
   */
  public WorkList(List<T> elements, Coder<T> coder) {
    this(elements, coder, 1);
  }

  /**
   * A source of these elements.
   *
   * @param elements in the order in which they are to be begun
   * @param atOnce how many a worker takes, at least 1
   */
  public WorkList(List<T> elements, Coder<T> coder, int atOnce) {
    this.elements = new ArrayList<>(elements);
    this.coder = coder;
    this.atOnce = atOnce;
  }

  @Override
  public List<? extends BoundedSource<T>> split(long desiredBytes, PipelineOptions options) {
    List<WorkList<T>> lots =
        Lists.partition(elements, atOnce).stream()
            .map(lot -> new WorkList<>(lot, coder, atOnce))
            .toList();
    // Flink hands out the last one first
    return StageOptions.isDirect(options) ? lots : Lists.reverse(lots);
  }

  /** Counts an element as a byte: runners only divide it by a number of workers. */
  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return elements.size();
  }

  @Override
  public Coder<T> getOutputCoder() {
    return coder;
  }

  @Override
  public BoundedReader<T> createReader(PipelineOptions options) {
    return new Reader<>(this);
  }

  private static final class Reader<T> extends BoundedReader<T> {
    private final WorkList<T> source;
    private int at = -1;

    Reader(WorkList<T> source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      at++;
      return at < source.elements.size();
    }

    @Override
    public T getCurrent() {
      if (at < 0 || at >= source.elements.size()) {
        throw new NoSuchElementException();
      }
      return source.elements.get(at);
    }

    @Override
    public WorkList<T> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // holds nothing open
    }
  }
}
