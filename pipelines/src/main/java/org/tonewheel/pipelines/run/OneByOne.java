package org.tonewheel.pipelines.run;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A list whose elements are handed out one at a time: whoever is free takes the next, so that work
 * of very unequal length spreads over threads and machines as it goes, and what a lost worker had
 * begun goes to another. Beam's own {@code Create} cuts a list into as many runs of neighbours as
 * there are workers.
 *
 * @param <T> what it holds; serialisable
 */
public final class OneByOne<T> extends BoundedSource<T> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<T> elements;
  private final Coder<T> coder;

  /**
   * A source of these elements.
   *
   * @param elements in the order in which they are to be begun
   */
  public OneByOne(List<T> elements, Coder<T> coder) {
    this.elements = new ArrayList<>(elements);
    this.coder = coder;
  }

  @Override
  public List<? extends BoundedSource<T>> split(long desiredBytes, PipelineOptions options) {
    List<OneByOne<T>> each =
        elements.stream().map(element -> new OneByOne<>(List.of(element), coder)).toList();
    // Flink hands out the last one first
    return StageOptions.isDirect(options) ? each : Lists.reverse(each);
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
    private final OneByOne<T> source;
    private int at = -1;

    Reader(OneByOne<T> source) {
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
    public OneByOne<T> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // holds nothing open
    }
  }
}
