using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The nouns of the grammar.</summary>
internal static class Nouns
{
    /// <summary>All nouns.</summary>
    public static ImmutableArray<Noun> All { get; } =
    [
        .. Of(
            NounKind.Person,
            Gender.Masculine,
            ["man Mann", "teacher Lehrer", "doctor Arzt", "friend Freund", "uncle Onkel", "father Vater", "brother Bruder", "baker Bäcker"],
            ["king König", "guest Gast", "painter Maler", "judge Richter", "gardener Gärtner", "singer Sänger"],
            ["boy Junge Jungen", "neighbour Nachbar Nachbarn", "student Student Studenten", "farmer Bauer Bauern"],
            ["prince Prinz Prinzen", "hero Held Helden"]),
        .. Of(
            NounKind.Person,
            Gender.Feminine,
            ["woman Frau", "aunt Tante", "mother Mutter", "sister Schwester", "queen Königin", "nurse Krankenschwester"],
            ["grandmother Großmutter", "witch Hexe"]),
        .. Of(NounKind.Person, Gender.Neuter, ["child Kind", "girl Mädchen", "baby Baby"]),
        .. Of(NounKind.Animal, Gender.Masculine, ["dog Hund", "bird Vogel", "frog Frosch", "lion Löwe Löwen", "bear Bär Bären"]),
        .. Of(NounKind.Animal, Gender.Feminine, ["cat Katze", "cow Kuh", "mouse Maus", "goat Ziege"]),
        .. Of(NounKind.Animal, Gender.Neuter, ["horse Pferd", "sheep Schaf", "pig Schwein"]),
        .. Of(
            NounKind.Thing,
            Gender.Masculine,
            ["letter Brief", "apple Apfel", "table Tisch", "chair Stuhl", "key Schlüssel", "cake Kuchen", "hat Hut", "stone Stein"],
            ["coat Mantel", "plate Teller", "spoon Löffel"]),
        .. Of(
            NounKind.Thing,
            Gender.Feminine,
            ["lamp Lampe", "door Tür", "newspaper Zeitung", "soup Suppe", "flower Blume", "bag Tasche", "cup Tasse", "bottle Flasche"],
            ["box Kiste", "clock Uhr", "violin Geige"]),
        .. Of(
            NounKind.Thing,
            Gender.Neuter,
            ["book Buch", "bread Brot", "car Auto", "bicycle Fahrrad", "picture Bild", "window Fenster", "song Lied", "shirt Hemd"],
            ["knife Messer", "gift Geschenk"]),
        .. Of(NounKind.Place, Gender.Masculine, ["garden Garten", "forest Wald", "park Park", "station Bahnhof", "tower Turm", "cellar Keller"]),
        .. Of(NounKind.Place, Gender.Feminine, ["kitchen Küche", "city Stadt", "school Schule", "church Kirche", "bakery Bäckerei", "library Bibliothek"]),
        .. Of(NounKind.Place, Gender.Neuter, ["house Haus", "village Dorf", "museum Museum", "castle Schloss", "hotel Hotel"]),
    ];

    /// <summary>The nouns of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static ImmutableArray<Noun> Of(NounKind kind) => ByKind[kind];

    private static ImmutableDictionary<NounKind, ImmutableArray<Noun>> ByKind { get; } =
        All.GroupBy(noun => noun.Kind).ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray());

    // An entry is the English word, the German nominative, and for weak nouns the German oblique form.
    private static IEnumerable<Noun> Of(NounKind kind, Gender gender, params string[][] entries) =>
        entries.SelectMany(line => line).Select(entry => entry.Split(' ')).Select(
            words => new Noun(words[0], words[1], gender, kind) { Oblique = words[^1] });
}
