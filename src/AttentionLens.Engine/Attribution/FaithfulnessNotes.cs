using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>What the model says about each method's answers, in words: on one example and on all of them.</summary>
/// <param name="faithfulness">What was measured; null where nothing was.</param>
/// <param name="untested">Why nothing was.</param>
internal sealed class FaithfulnessNotes(FaithfulnessResult? faithfulness, string untested)
{
    /// <summary>The verdict on a method over all examples.</summary>
    public string Verdict(MethodRun method) => faithfulness is null ? untested : faithfulness.VerdictOn(RankingOf(faithfulness, method)).Text;

    /// <summary>What is said below a method's scores of one example.</summary>
    public ImmutableArray<string> On(MethodRun method, EncodedExample example)
    {
        int place = faithfulness?.Examples.IndexOf(example.Index) ?? -1;
        if (faithfulness is null || faithfulness.Examples.Length < 2 || place < 0)
        {
            return [$"faithfulness: {Verdict(method)}"];
        }

        RankingFaithfulness ranking = RankingOf(faithfulness, method);
        string measures = string.Join(", ", ((string[])[FaithfulnessNames.Comprehensiveness, FaithfulnessNames.Sufficiency]).Select(name => string.Create(
            CultureInfo.InvariantCulture, $"{name} {Value(ranking, place, name):0.000;-0.000;0.000} against {Value(faithfulness.Control, place, name):0.000;-0.000;0.000} at random")));
        return [$"faithfulness on this input: {measures}", string.Create(CultureInfo.InvariantCulture, $"on all {faithfulness.Examples.Length} inputs: {Verdict(method)}")];
    }

    /// <summary>A method's part of a result.</summary>
    public static RankingFaithfulness RankingOf(FaithfulnessResult faithfulness, MethodRun method) =>
        faithfulness.Methods.First(ranking => ranking.Method == method.Descriptor.Name);

    private static double Value(RankingFaithfulness ranking, int place, string name) => ranking.Examples[place].First(measure => measure.Name == name).Value;
}
