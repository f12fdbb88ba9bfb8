package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;

  @Test
  void rows_comeBackAsTheyWere() throws Exception {
    TrackRow row =
        new TrackRow(
            "blues/a",
            "main",
            "blues",
            "/in/blues/a.ogg",
            "ff",
            29.5,
            44100,
            2,
            Map.of("artist", "Bessie \u00e4 Smith", "album", ""));
    try (Table<TrackRow>.Writer writer = TrackRow.TABLE.write(folder.resolve("t.parquet"))) {
      writer.add(row);
    }
    try (Table<TrackRow>.Reader reader = TrackRow.TABLE.read(folder.resolve("t.parquet"))) {
      assertThat(reader.next()).isEqualTo(row);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void samples_comeBackBitForBit() throws Exception {
    short[] pcm = {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE, 12345};
    Path file = folder.resolve("a.parquet");
    try (Table<AudioRow>.Writer writer = AudioRow.TABLE.write(file)) {
      writer.add(AudioRow.ofSamples("a", new short[100_000]));
      writer.add(AudioRow.ofSamples("b", pcm));
    }
    try (Table<AudioRow>.Reader reader = AudioRow.TABLE.readWhere(file, "track", "b")) {
      assertThat(reader.next().pcm()).isEqualTo(pcm);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void someTracks_areReadWithoutTheOthers() throws Exception {
    Path file = folder.resolve("a.parquet");
    try (Table<AudioRow>.Writer writer = AudioRow.TABLE.write(file)) {
      for (String track : new String[] {"a", "b", "c", "d"}) {
        writer.add(AudioRow.ofSamples(track, new short[100_000]));
      }
    }
    try (Table<AudioRow>.Reader reader =
        AudioRow.TABLE.readWhere(file, "track", Set.of("d", "b", "nobody"))) {
      assertThat(reader.next().track()).isEqualTo("b");
      assertThat(reader.next().track()).isEqualTo("d");
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void features_comeBackBitForBit_andAnAbsentSegmentIsNull() throws Exception {
    float[] values = {1.5f, -0.0f, Float.MIN_VALUE, 3e38f};
    Path file = folder.resolve("s.parquet");
    try (Table<SegmentRow>.Writer writer = SegmentRow.TABLE.write(file)) {
      writer.add(new SegmentRow("a", "blues", 3, SegmentRow.REAL, 2, 2, values));
    }
    try (Table<SegmentRow>.Reader reader = SegmentRow.TABLE.read(file)) {
      assertThat(reader.next().values()).isEqualTo(values);
    }
    Path splits = folder.resolve("split.parquet");
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(splits)) {
      writer.add(new SplitRow("a", null, 0, "train"));
      writer.add(new SplitRow("a", 4, 1, "test"));
    }
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(splits)) {
      assertThat(reader.next()).isEqualTo(new SplitRow("a", null, 0, "train"));
      assertThat(reader.next()).isEqualTo(new SplitRow("a", 4, 1, "test"));
    }
  }

  @Test
  void equalRows_haveEqualContent_andOthersNot() throws Exception {
    String one = content("one", 7);
    assertThat(content("two", 7)).isEqualTo(one);
    assertThat(content("three", 8)).isNotEqualTo(one);
  }

  private String content(String name, int modulus) throws Exception {
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(folder.resolve(name))) {
      for (int i = 0; i < 1000; i++) {
        writer.add(new SplitRow("track " + i, i % modulus == 0 ? null : i, 0, "train"));
      }
      return writer.finish(null).content();
    }
  }

  @Test
  void pictures_comeBackBitForBit_andAnAbsentOneIsNull() throws Exception {
    byte[] png = {0, -1, 127, 10, 13};
    Path file = folder.resolve("a.parquet");
    try (Table<AudioRow>.Writer writer = AudioRow.TABLE.write(file)) {
      writer.add(AudioRow.ofPicture("a", png));
      writer.add(AudioRow.ofSamples("b", new short[] {1}));
    }
    try (Table<AudioRow>.Reader reader = AudioRow.TABLE.read(file)) {
      AudioRow picture = reader.next();
      assertThat(picture.picture()).isEqualTo(png);
      assertThat(picture.pcm()).isEmpty();
      assertThat(reader.next().picture()).isNull();
    }
    Path images = folder.resolve("i.parquet");
    try (Table<ImageRow>.Writer writer = ImageRow.TABLE.write(images)) {
      writer.add(new ImageRow("a", "blues", null, SegmentRow.REAL, png));
      writer.add(new ImageRow("b", "jazz", 3, SegmentRow.REAL, new byte[] {1}));
    }
    try (Table<ImageRow>.Reader reader = ImageRow.TABLE.read(images)) {
      ImageRow whole = reader.next();
      assertThat(whole.png()).isEqualTo(png);
      assertThat(whole.segment()).isNull();
      assertThat(reader.next().segment()).isEqualTo(3);
    }
  }
}
