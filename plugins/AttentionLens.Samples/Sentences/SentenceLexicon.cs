using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The words of the sentences. No form stands for two words, and nothing but nouns and the verbs of <see cref="Numbered"/> has
/// a number: determiners, adjectives and past tenses go with both.</summary>
internal static class SentenceLexicon
{
    /// <summary>Nouns for people.</summary>
    public static ImmutableArray<NumberedWord> People { get; } = NumberedWord.Nouns("""
        actor artist author baker banker boy chef child/children clerk cousin dancer doctor driver engineer farmer friend gardener girl
        judge king lawyer man/men manager neighbor nurse painter pilot player poet queen sailor scientist senator singer sister soldier
        student teacher tourist waiter woman/women writer
        """);

    /// <summary>Nouns for things.</summary>
    public static ImmutableArray<NumberedWord> Things { get; } = NumberedWord.Nouns("""
        apple bag basket bell boat bottle bridge cabinet candle car carpet chair clock coin curtain desk door drawing engine fence
        flag garden gift hat house key knife/knives ladder lamp letter machine mirror pencil picture plate pot river road shelf/shelves shoe
        statue table toy train tree wagon wall window
        """);

    /// <summary>Verbs that an adjective follows.</summary>
    public static ImmutableArray<NumberedWord> Linking { get; } = NumberedWord.Verbs("are/is were/was seem appear remain become look");

    /// <summary>What people do by themselves.</summary>
    public static ImmutableArray<NumberedWord> Acts { get; } = NumberedWord.Verbs("""
        argue arrive cry/cries dance disagree eat hesitate jump kneel laugh leave listen pray read run shout sing sit sleep smile stand swim
        talk think travel wait whisper work worry/worries write yawn
        """);

    /// <summary>What befalls things.</summary>
    public static ImmutableArray<NumberedWord> Events { get; } = NumberedWord.Verbs("""
        break burn crack disappear fade fall glow move rattle rot rust shake shine sink squeak tremble vanish
        """);

    /// <summary>What people do to somebody or something.</summary>
    public static ImmutableArray<NumberedWord> Deeds { get; } = NumberedWord.Verbs("""
        admire avoid blame choose dislike draw find forget hate help hide know like love miss need notice paint prefer remember see touch
        trust watch
        """);

    /// <summary>The past tense of what people do to somebody or something, which has no number.</summary>
    public static ImmutableArray<string> PastDeeds { get; } = Words("""
        admired avoided blamed chose disliked drew found forgot hated helped hid knew liked loved missed needed noticed painted preferred
        remembered saw touched trusted watched
        """);

    /// <summary>Determiners; the first stands in half of all places.</summary>
    public static ImmutableArray<string> Determiners { get; } = Words("the my your our his her their");

    /// <summary>Adjectives.</summary>
    public static ImmutableArray<string> Adjectives { get; } = Words("""
        big brown clean dark famous green happy large new nice old poor pretty quiet red short small strange tall white young
        """);

    /// <summary>What things and people are said to be.</summary>
    public static ImmutableArray<string> Qualities { get; } = Words("beautiful dangerous expensive gone heavy here important interesting late lost ready there useful wonderful");

    /// <summary>Prepositions of place.</summary>
    public static ImmutableArray<string> Prepositions { get; } = Words("above behind below beside by from near opposite to under with");

    /// <summary>Adverbs before a verb.</summary>
    public static ImmutableArray<string> Adverbs { get; } = Words("always clearly never often rarely really still usually");

    /// <summary>Adverbs that open a sentence.</summary>
    public static ImmutableArray<string> Openings { get; } = Words("again evidently now obviously perhaps sometimes today");

    /// <summary>Adverbs that end a sentence.</summary>
    public static ImmutableArray<string> Endings { get; } = Words("alone everywhere quickly slowly together tonight");

    /// <summary>Nouns and verbs in both numbers.</summary>
    public static ImmutableArray<NumberedWord> Numbered { get; } = [.. People, .. Things, .. Linking, .. Acts, .. Events, .. Deeds];

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
