package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Source.Content;

class FileEntryCoderTest {
  @Test
  void filesComeBackEqual_withAndWithoutContentAndGroups() throws Exception {
    for (Content content : new Content[] {Content.AUDIO, Content.PICTURES, null}) {
      for (Map<String, String> groups :
          List.of(Map.of("artist", "Björk", "album", ""), NO_GROUPS)) {
        FileEntry file = file(content, groups);
        CoderProperties.coderDecodeEncodeEqual(FileEntryCoder.of(), file);
        CoderProperties.coderDecodeEncodeEqual(HashedFileCoder.of(), new HashedFile(file, "ab12"));
      }
    }
  }

  @Test
  void groupsOfAnyOrder_giveTheSameBytes_andStaySorted() throws Exception {
    FileEntry one = file(Content.AUDIO, ImmutableMap.of("a", "1", "b", "2"));
    FileEntry other = file(Content.AUDIO, ImmutableMap.of("b", "2", "a", "1"));
    CoderProperties.coderDeterministic(FileEntryCoder.of(), one, other);
    CoderProperties.coderDeterministic(
        HashedFileCoder.of(), new HashedFile(one, "ab"), new HashedFile(other, "ab"));
    assertThat(CoderUtils.clone(FileEntryCoder.of(), other).groups().keySet())
        .containsExactly("a", "b");
  }

  @Test
  void theCodersThemselvesTravel() {
    CoderProperties.coderSerializable(FileEntryCoder.of());
    CoderProperties.coderSerializable(HashedFileCoder.of());
  }

  private static final Map<String, String> NO_GROUPS = Map.of();

  private static FileEntry file(Content content, Map<String, String> groups) {
    return new FileEntry(
        "0", content, "rock/träck.ogg", "rock", "/in/rock/träck.ogg", 1L << 33, -1, groups);
  }
}
