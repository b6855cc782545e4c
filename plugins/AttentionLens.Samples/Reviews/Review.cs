using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A derived review: its words with what each of them does. Text, label and evidence all follow from the words.</summary>
/// <param name="Words">The words, in order.</param>
/// <param name="Construction">The rule that made it.</param>
internal sealed record Review(ImmutableArray<ReviewWord> Words, string Construction)
{
    /// <summary>1 for positive, 0 for negative, null where nothing decides. Each deciding opinion counts the polarities of its
    /// sentiment words, turned once by every negator in it.</summary>
    public int? Label => Math.Sign(Words.Where(word => word.Decides).GroupBy(word => word.Opinion).Sum(Verdict)) switch
    {
        > 0 => 1,
        < 0 => 0,
        _ => null,
    };

    /// <summary>What deciding opinions do with their sentiment words, the strongest first: double negation, negation, assertion.</summary>
    public string Polarization => Words.Where(word => word.IsEvidence && word.Role == WordRole.Negator)
        .GroupBy(word => word.Opinion).Select(opinion => opinion.Count()).DefaultIfEmpty(0).Max() switch
    {
        0 => "assertion",
        1 => "negation",
        _ => "double-negation",
    };

    /// <summary>The construction and how the deciding opinion is put, for instance <c>but/negation</c>.</summary>
    public string FullConstruction => $"{Construction}/{Polarization}";

    /// <summary>What a reader who only counts sentiment words would say: the sign of the sum of all polarities; null for a tie.</summary>
    public int? CountedLabel => Math.Sign(Words.Sum(word => word.Polarity)) switch
    {
        > 0 => 1,
        < 0 => 0,
        _ => null,
    };

    /// <summary>Whether a deciding opinion combines negators and a sentiment word in a way that training never shows.</summary>
    public bool IsUnseen => Words.Where(word => word.IsEvidence).GroupBy(word => word.Opinion).Any(IsUnseenIn);

    private static bool IsUnseenIn(IEnumerable<ReviewWord> opinion)
    {
        string[] negators = [.. opinion.Where(word => word.Role == WordRole.Negator).Select(word => word.Text)];
        return opinion.Any(word => word.Role == WordRole.Sentiment && ReviewGrammar.IsUnseen(negators, word.Text));
    }

    private static int Verdict(IEnumerable<ReviewWord> opinion)
    {
        int sum = 0;
        int sign = 1;
        foreach (ReviewWord word in opinion)
        {
            sum += word.Polarity;
            sign = word.Role == WordRole.Negator ? -sign : sign;
        }

        return sum * sign;
    }
}
