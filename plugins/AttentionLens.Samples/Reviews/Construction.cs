using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>How a review is put together from clauses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">How often it is taken, in relation to the others.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record Construction(string Name, int Weight, ImmutableArray<RulePart> Parts)
{
    /// <summary>All constructions. In each, <c>#decide</c> and <c>#fragment</c> are what the reviewer says of the thing reviewed, and
    /// the main clause; <c>#concede</c> and <c>#despite</c> are granted beside it; <c>#aside</c> is said by others or of something
    /// else.</summary>
    public static ImmutableArray<Construction> All { get; } =
    [
        Of("plain", 14, "#decide <end>"),
        Of("fragment", 10, "#fragment <end>"),
        Of("opening", 5, "<opening> , #decide <end>"),
        Of("conjunction", 6, "#decide and #decide <end>"),
        Of("conjunction", 4, "#decide . #decide <end>"),
        Of("filler-before", 5, "<filler> . #decide <end>"),
        Of("filler-before", 3, "<filler> , and #decide <end>"),
        Of("filler-after", 5, "#decide . <filler> ."),
        Of("filler-after", 3, "#fragment . <filler> ."),
        Of("but", 9, "#concede , but #decide <end>"),
        Of("but", 3, "#concede , yet #decide <end>"),
        Of("but", 3, "#concede . however , #decide <end>"),
        Of("but-filler", 3, "<filler> . #concede , but #decide <end>"),
        Of("although-before", 6, "although #concede , #decide <end>"),
        Of("although-before", 3, "even though #concede , #decide <end>"),
        Of("although-after", 6, "#decide , although #concede <end>"),
        Of("although-after", 3, "#decide , even though #concede <end>"),
        Of("despite", 3, "despite #despite , #decide <end>"),
        Of("despite", 3, "#decide despite #despite <end>"),
        Of("aside-but", 7, "#aside , but #decide <end>"),
        Of("aside-before", 5, "#aside . #decide <end>"),
        Of("aside-after", 5, "#decide . #aside <end>"),
        Of("aside-although", 4, "#decide , although #aside <end>"),
        Of("aside-although", 4, "although #aside , #decide <end>"),
        Of("aside-filler", 3, "<filler> . #aside , but #decide <end>"),
    ];

    private static Construction Of(string name, int weight, string notation) => new(name, weight, RuleSet.Alternative(notation));
}
