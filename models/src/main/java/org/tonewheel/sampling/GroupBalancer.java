package org.tonewheel.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places whole groups so that each part gets about its share of each genre's segments: the largest
 * group first, each where it brings its genres closest to the wanted shares. A group that spans
 * genres is kept whole across them.
 *
 * <p>A part must not go without a genre: a group goes where it still leaves enough groups for the
 * parts that are empty, and where groups that span genres make that impossible on the way, single
 * moves and exchanges mend it afterwards.
 */
final class GroupBalancer {

  private static final class Group {
    final String name;
    final List<String> tracks = new ArrayList<>();
    final int[] segments;
    int part = -1;

    Group(String name, int genres) {
      this.name = name;
      this.segments = new int[genres];
    }
  }

  private final SplitSettings settings;
  private final SplitHash hash;
  private final int parts;
  private final double[] shares;
  private final List<String> genres;
  private final List<Group> groups;
  private final double[] totals;
  private final long[][] filled;
  private final int[][] members;

  GroupBalancer(List<TrackEntry> tracks, SplitSettings settings) {
    this.settings = settings;
    hash = new SplitHash(settings.seed());
    parts = settings.division().parts();
    shares = shares(settings.division());
    genres = tracks.stream().map(TrackEntry::genre).distinct().sorted().toList();
    SortedMap<String, Group> byName = new TreeMap<>();
    totals = new double[genres.size()];
    for (TrackEntry track : tracks) {
      Group group = byName.computeIfAbsent(track.group(), name -> new Group(name, genres.size()));
      int genre = genres.indexOf(track.genre());
      group.tracks.add(track.track());
      group.segments[genre] += track.segments();
      totals[genre] += track.segments();
    }
    groups = new ArrayList<>(byName.values());
    groups.sort(
        Comparator.comparingLong(
                (Group group) -> -Arrays.stream(group.segments).asLongStream().sum())
            .thenComparingLong(group -> hash.of("group", group.name))
            .thenComparing(group -> group.name));
    filled = new long[genres.size()][parts];
    members = new int[genres.size()][parts];
  }

  private static double[] shares(Division division) {
    if (division instanceof Division.Fractions fractions) {
      return new double[] {fractions.train(), fractions.validation(), fractions.test()};
    }
    double[] shares = new double[division.parts()];
    Arrays.fill(shares, 1.0 / shares.length);
    return shares;
  }

  /**
   * Returns every track with its part.
   *
   * @throws SplitException if a genre has fewer groups than there are parts, or cannot be brought
   *     into every part because its groups span other genres
   */
  List<Splitter.Placed> place() {
    int[] left = new int[genres.size()];
    for (Group group : groups) {
      for (int genre = 0; genre < left.length; genre++) {
        left[genre] += group.segments[genre] > 0 ? 1 : 0;
      }
    }
    for (int genre = 0; genre < left.length; genre++) {
      if (left[genre] < parts) {
        throw Splitter.tooFew(genres.get(genre), left[genre], "groups", settings.division());
      }
    }
    for (Group group : groups) {
      for (int genre = 0; genre < left.length; genre++) {
        left[genre] -= group.segments[genre] > 0 ? 1 : 0;
      }
      put(group, choose(group, left));
    }
    mend();
    List<Splitter.Placed> placed = new ArrayList<>();
    for (Group group : groups) {
      group.tracks.forEach(track -> placed.add(new Splitter.Placed(track, null, group.part)));
    }
    return placed;
  }

  private int choose(Group group, int[] left) {
    int best = -1;
    long bestStranded = 0;
    double bestCost = 0;
    long bestHash = 0;
    for (int part = 0; part < parts; part++) {
      put(group, part);
      long stranded = 0;
      for (int genre = 0; genre < left.length; genre++) {
        stranded += Math.max(0, empty(genre) - left[genre]);
      }
      double cost = cost();
      take(group);
      long tie = hash.of("part", group.name, Integer.toString(part));
      int order = Long.compare(stranded, bestStranded);
      order = order != 0 ? order : Double.compare(cost, bestCost);
      order = order != 0 ? order : Long.compare(tie, bestHash);
      if (best < 0 || order < 0) {
        best = part;
        bestStranded = stranded;
        bestCost = cost;
        bestHash = tie;
      }
    }
    return best;
  }

  private void mend() {
    int empty = empty();
    while (empty > 0) {
      if (!moveOne(empty) && !exchangeTwo(empty)) {
        throw cannotFill();
      }
      empty = empty();
    }
  }

  private boolean moveOne(int empty) {
    Group bestGroup = null;
    int bestPart = -1;
    double bestCost = Double.POSITIVE_INFINITY;
    for (Group group : groups) {
      int home = group.part;
      for (int part = 0; part < parts; part++) {
        take(group);
        put(group, part);
        if (empty() < empty && cost() < bestCost) {
          bestGroup = group;
          bestPart = part;
          bestCost = cost();
        }
      }
      take(group);
      put(group, home);
    }
    if (bestGroup == null) {
      return false;
    }
    take(bestGroup);
    put(bestGroup, bestPart);
    return true;
  }

  private boolean exchangeTwo(int empty) {
    for (Group one : groups) {
      for (Group other : groups) {
        if (one.part < other.part) {
          exchange(one, other);
          if (empty() < empty) {
            return true;
          }
          exchange(one, other);
        }
      }
    }
    return false;
  }

  private void exchange(Group one, Group other) {
    int part = one.part;
    int otherPart = other.part;
    take(one);
    take(other);
    put(one, otherPart);
    put(other, part);
  }

  private void put(Group group, int part) {
    group.part = part;
    account(group, 1);
  }

  private void take(Group group) {
    account(group, -1);
    group.part = -1;
  }

  private void account(Group group, int sign) {
    for (int genre = 0; genre < totals.length; genre++) {
      if (group.segments[genre] > 0) {
        filled[genre][group.part] += (long) sign * group.segments[genre];
        members[genre][group.part] += sign;
      }
    }
  }

  private int empty() {
    int empty = 0;
    for (int genre = 0; genre < totals.length; genre++) {
      empty += empty(genre);
    }
    return empty;
  }

  private int empty(int genre) {
    int empty = 0;
    for (int count : members[genre]) {
      empty += count == 0 ? 1 : 0;
    }
    return empty;
  }

  /** Returns the squared distance of the shares from the wanted ones, summed over genres. */
  private double cost() {
    double cost = 0;
    for (int genre = 0; genre < totals.length; genre++) {
      for (int part = 0; part < parts; part++) {
        double off = filled[genre][part] / totals[genre] - shares[part];
        cost += off * off;
      }
    }
    return cost;
  }

  private SplitException cannotFill() {
    for (int genre = 0; genre < totals.length; genre++) {
      if (empty(genre) > 0) {
        int count = Arrays.stream(members[genre]).sum();
        return new SplitException(
            ("genre %s has %d groups, but they span other genres as well, and no way was found to"
                    + " give every %s one; add tracks of other groups to the genre, leave it out,"
                    + " or divide by track")
                .formatted(
                    genres.get(genre),
                    count,
                    settings.division() instanceof Division.Folds ? "fold" : "side"));
      }
    }
    throw new IllegalStateException("every part has every genre");
  }
}
