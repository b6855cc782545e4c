using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The words of the sentences. No form stands for two words, and nothing but nouns and the verbs of <see cref="Numbered"/> has
/// a number: determiners, adjectives and past tenses go with both.</summary>
internal static class AgreementLexicon
{
    /// <summary>Nouns for people.</summary>
    public static ImmutableArray<NumberedWord> People { get; } = NumberedWord.Nouns("""
        actor author baker boy child/children clerk dancer doctor driver farmer friend gardener girl judge king lawyer man/men nurse painter
        pilot poet queen sailor senator singer sister soldier student teacher waiter woman/women writer
        """);

    /// <summary>Nouns for things.</summary>
    public static ImmutableArray<NumberedWord> Things { get; } = NumberedWord.Nouns("""
        bag bell boat bottle bridge cabinet candle car chair clock coin door engine fence flag garden gift hat house key knife/knives lamp
        letter mirror picture river road shelf/shelves table train tree window
        """);

    /// <summary>The verbs of being, which an adjective follows; by far the most frequent verbs.</summary>
    public static ImmutableArray<NumberedWord> Being { get; } = NumberedWord.Verbs("are/is were/was");

    /// <summary>Other verbs that an adjective follows.</summary>
    public static ImmutableArray<NumberedWord> Seeming { get; } = NumberedWord.Verbs("seem appear remain become look");

    /// <summary>What people do by themselves.</summary>
    public static ImmutableArray<NumberedWord> Acts { get; } = NumberedWord.Verbs("""
        arrive cry/cries dance eat laugh leave listen read run sing sleep smile swim wait work write
        """);

    /// <summary>What befalls things.</summary>
    public static ImmutableArray<NumberedWord> Events { get; } = NumberedWord.Verbs("""
        break burn disappear fade fall glow move rust shake shine sink vanish
        """);

    /// <summary>What people do to somebody or something.</summary>
    public static ImmutableArray<NumberedWord> Deeds { get; } = NumberedWord.Verbs("""
        admire avoid draw find forget hate help know like love miss need remember see trust watch
        """);

    /// <summary>The past tense of what people do to somebody or something, which has no number.</summary>
    public static ImmutableArray<string> PastDeeds { get; } = Words("""
        admired avoided drew found forgot hated helped knew liked loved missed needed remembered saw trusted watched
        """);

    /// <summary>Determiners; the first stands in half of all places.</summary>
    public static ImmutableArray<string> Determiners { get; } = Words("the my our his her");

    /// <summary>Adjectives.</summary>
    public static ImmutableArray<string> Adjectives { get; } = Words("big dark famous large new old poor quiet small strange tall young");

    /// <summary>What things and people are said to be.</summary>
    public static ImmutableArray<string> Qualities { get; } = Words("beautiful dangerous gone here important late lost ready there useful");

    /// <summary>Prepositions of place.</summary>
    public static ImmutableArray<string> Prepositions { get; } = Words("behind beside by from near to under with");

    /// <summary>Adverbs before a verb.</summary>
    public static ImmutableArray<string> Adverbs { get; } = Words("always never often rarely really still");

    /// <summary>Adverbs that open a sentence.</summary>
    public static ImmutableArray<string> Openings { get; } = Words("again now perhaps sometimes today");

    /// <summary>Adverbs that end a sentence.</summary>
    public static ImmutableArray<string> Endings { get; } = Words("alone quickly slowly together tonight");

    /// <summary>Nouns and verbs in both numbers.</summary>
    public static ImmutableArray<NumberedWord> Numbered { get; } = [.. People, .. Things, .. Being, .. Seeming, .. Acts, .. Events, .. Deeds];

    /// <summary>Every form, mark included, once, in ordinal order.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. Numbered.SelectMany(word => new[] { word.Singular, word.Plural })
            .Concat(PastDeeds).Concat(Determiners).Concat(Adjectives).Concat(Qualities).Concat(Prepositions)
            .Concat(Adverbs).Concat(Openings).Concat(Endings).Concat(["that", "and", ",", "."])
            .Order(StringComparer.Ordinal),
    ];

    private static ImmutableArray<string> Words(string list) => [.. list.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
}
