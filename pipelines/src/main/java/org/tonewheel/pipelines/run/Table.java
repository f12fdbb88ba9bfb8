package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.tonewheel.pipelines.storage.LocalCopy;
import org.tonewheel.pipelines.storage.Storage;

/**
 * A kind of row and the Parquet file it lies in. Files are written without compression: audio and
 * features did not shrink under Snappy, and an uncompressed file needs no Hadoop runtime.
 *
 * @param <R> the row
 */
public final class Table<R> {
  /** Small, so that a writer holds little: a row group of audio is a dozen tracks. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Schema schema;
  private final List<String> bulkColumns;
  private final BiConsumer<R, GenericRecord> write;
  private final Function<GenericRecord, R> read;

  /**
   * Describes a table.
   *
   * @param bulkColumns the columns of large values, for which a dictionary is not worth trying
   */
  public Table(
      Schema schema,
      List<String> bulkColumns,
      BiConsumer<R, GenericRecord> write,
      Function<GenericRecord, R> read) {
    this.schema = schema;
    this.bulkColumns = List.copyOf(bulkColumns);
    this.write = write;
    this.read = read;
  }

  /**
   * Appends rows to one file. Elsewhere than on this machine the file is there, whole, only when it
   * is finished.
   */
  public final class Writer implements AutoCloseable {
    private final Path file;
    private final Optional<LocalCopy> copy;
    private final ParquetWriter<GenericRecord> parquet;
    private final RowHash content = new RowHash();
    private long rows;

    private Writer(Path file) throws IOException {
      this.file = file;
      Files.createDirectories(file.getParent());
      this.copy = Storage.isLocal(file) ? Optional.empty() : Optional.of(LocalCopy.empty());
      OutputFile output = copy.isPresent() ? new CopyOutput(copy.get()) : new LocalOutputFile(file);
      AvroParquetWriter.Builder<GenericRecord> builder =
          AvroParquetWriter.<GenericRecord>builder(output)
              .withSchema(schema)
              .withDataModel(GenericData.get())
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withMinRowCountForPageSizeCheck(1)
              .config("parquet.avro.write-old-list-structure", "false");
      for (String column : bulkColumns) {
        builder = builder.withDictionaryEncoding(column, false);
      }
      this.parquet = builder.build();
    }

    public void add(R row) throws IOException {
      GenericRecord avro = new GenericData.Record(schema);
      write.accept(row, avro);
      content.add(avro);
      parquet.write(avro);
      rows++;
    }

    public long rows() {
      return rows;
    }

    /** Closes the file and describes it. */
    public Part finish(String fingerprint) throws IOException {
      parquet.close();
      if (copy.isEmpty()) {
        return Part.of(file, content.hex(), rows, fingerprint);
      }
      long size = copy.get().size();
      String sha256 = copy.get().publish(file);
      return new Part(
          file.getFileName().toString(), size, sha256, content.hex(), rows, fingerprint);
    }

    @Override
    public void close() throws IOException {
      parquet.close();
      if (copy.isPresent()) {
        copy.get().close();
      }
    }
  }

  /** Reads rows of one file in their order. */
  public final class Reader implements AutoCloseable {
    private final InputFile input;
    private final ParquetReader<GenericRecord> parquet;

    private Reader(InputFile input, FilterCompat.Filter filter) throws IOException {
      this.input = input;
      this.parquet =
          AvroParquetReader.<GenericRecord>builder(input, new PlainParquetConfiguration())
              .withDataModel(GenericData.get())
              .withFilter(filter)
              .build();
    }

    /** Returns the next row, or null after the last. */
    public R next() throws IOException {
      GenericRecord avro = parquet.read();
      return avro == null ? null : read.apply(avro);
    }

    @Override
    public void close() throws IOException {
      parquet.close();
      if (input instanceof ChannelInput elsewhere) {
        elsewhere.close();
      }
    }
  }

  /** Starts a file, replacing what was there. */
  public Writer write(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new Writer(file);
  }

  public Reader read(Path file) throws IOException {
    return new Reader(
        Storage.isLocal(file) ? new LocalInputFile(file) : ChannelInput.copied(file),
        FilterCompat.NOOP);
  }

  /** Reads the rows whose column has this value; row groups without it are not touched. */
  public Reader readWhere(Path file, String column, String value) throws IOException {
    return new Reader(
        Storage.isLocal(file) ? new LocalInputFile(file) : ChannelInput.direct(file),
        FilterCompat.get(FilterApi.eq(FilterApi.binaryColumn(column), Binary.fromString(value))));
  }

  /** Reads the rows whose column has one of these values; pages without any are not touched. */
  public Reader readWhere(Path file, String column, Set<String> values) throws IOException {
    Set<Binary> wanted = values.stream().map(Binary::fromString).collect(Collectors.toSet());
    return new Reader(
        Storage.isLocal(file) ? new LocalInputFile(file) : ChannelInput.direct(file),
        FilterCompat.get(FilterApi.in(FilterApi.binaryColumn(column), wanted)));
  }

  /** A copy of a column's bytes. */
  static byte[] bytes(ByteBuffer column) {
    byte[] bytes = new byte[column.remaining()];
    column.duplicate().get(bytes);
    return bytes;
  }
}
