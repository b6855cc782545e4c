using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The adverbs of the grammar.</summary>
internal static class Adverbs
{
    private static readonly ImmutableArray<Adverb> AnyTime = Of("today:heute", "tonight:heute Abend");
    private static readonly ImmutableArray<Adverb> PastTime = [.. AnyTime, .. Of("yesterday:gestern", "recently:neulich")];
    private static readonly ImmutableArray<Adverb> PresentTime = [.. AnyTime, .. Of("now:jetzt", "here:hier", "there:dort")];
    private static readonly ImmutableArray<Adverb> FutureTime = [.. AnyTime, .. Of("tomorrow:morgen", "soon:bald")];

    /// <summary>How often; in English before the verb.</summary>
    public static ImmutableArray<Adverb> Frequency { get; } =
        Of("often:oft", "always:immer", "never:nie", "sometimes:manchmal", "rarely:selten");

    /// <summary>How; in English behind the objects.</summary>
    public static ImmutableArray<Adverb> Manner { get; } = Of(
        "quickly:schnell", "slowly:langsam", "carefully:vorsichtig", "gladly:gern", "patiently:geduldig", "secretly:heimlich", "alone:allein");

    /// <summary>What a sentence opens with.</summary>
    public static ImmutableArray<Adverb> Opening { get; } =
        Of("perhaps:vielleicht", "suddenly:plötzlich", "finally:endlich", "therefore:deshalb", "unfortunately:leider");

    /// <summary>All adverbs, once each.</summary>
    public static ImmutableArray<Adverb> All { get; } =
        [.. PastTime.Union(PresentTime).Union(FutureTime), .. Frequency, .. Manner, .. Opening];

    /// <summary>When and where, as it goes with a tense; in English at the end.</summary>
    /// <param name="tense">The tense.</param>
    public static ImmutableArray<Adverb> Time(Tense tense) => tense switch
    {
        Tense.Past or Tense.Perfect => PastTime,
        Tense.Future => FutureTime,
        _ => PresentTime,
    };

    private static ImmutableArray<Adverb> Of(params string[] entries) =>
        [.. entries.Select(entry => entry.Split(':')).Select(words => new Adverb(words[0], words[1]))];
}
