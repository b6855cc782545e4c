using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The rules that the engine itself reports.</summary>
public static class EngineFindings
{
    private const string Category = "Run";
    private const string Attribution = "Attribution";

    /// <summary>AL0101: an analyzer threw. One finding for each analyzer and type of exception; the measure <c>failures</c> counts
    /// them.</summary>
    public static FindingDescriptor AnalyzerFailed { get; } = new(
        "AL0101", "An analyzer failed", "Analyzer '{0}' failed {3} with {1}: {2}", Category, Severity.Error, FindingScope.Run)
    {
        Description = "The analyzer threw an exception. Its other findings are marked partial, because they may rest on part of the data; "
            + "the results of every other analyzer stand. The address is the place of the first failure. "
            + "Report it to the author of the plugin.",
    };

    /// <summary>AL0102: a rule had more findings than the report lists.</summary>
    public static FindingDescriptor FindingsLeftOut { get; } = new(
        "AL0102", "More findings than the report lists", "Rule {0} of analyzer '{1}' had {2} more findings than are listed",
        Category, Severity.Note, FindingScope.Run)
    {
        Description = "The report lists the first findings of a rule, in report order, so that it does not grow with the corpus. "
            + "Raise the limit, or give fewer examples, to see the others.",
    };

    /// <summary>AL0103: an analyzer published more figures and tables than the report holds.</summary>
    public static FindingDescriptor ArtefactsLeftOut { get; } = new(
        "AL0103", "More figures than the report holds", "Analyzer '{0}' published {1} more figures and tables than the report holds",
        Category, Severity.Note, FindingScope.Run)
    {
        Description = "Figures of single examples are kept for the first examples alone, and those of one analyzer up to a limit, "
            + "so that the report does not grow with the corpus. Raise the limits, or give fewer examples, to see the others.",
    };

    /// <summary>AL0201: taking away what an attribution method calls relevant costs the model no more than taking away positions at random.</summary>
    public static FindingDescriptor AttributionNotBetter { get; } = new(
        "AL0201", "An attribution does not beat random", "Attribution '{0}' {1} (examples: {2})", Attribution, Severity.Warning, FindingScope.Model)
    {
        Description = "Positions were taken away in the order of the method's scores, and in random orders. Comprehensiveness less sufficiency is not above that of "
            + "the random orders by more than two standard errors over the examples, or for a single example not above the best of them. On these inputs the scores tell no "
            + "more than chance does: do not read them as an explanation, try another method, or give more examples.",
        Sources = [new Citation("DeYoung, Jain, Rajani, Lehman, Xiong, Socher and Wallace", 2020, "ERASER: A Benchmark to Evaluate Rationalized NLP Models")],
    };

    /// <summary>AL0202: attributions are shown for the first examples alone.</summary>
    public static FindingDescriptor AttributionsCut { get; } = new(
        "AL0202", "Attributions of the first examples alone", "Attributions are computed and tested for the first {0} of {1} examples", Attribution, Severity.Note, FindingScope.Run)
    {
        Description = "Attributions cost many passes for each example. Raise the limit, or give fewer examples, to see the others.",
    };

    /// <summary>AL0203: a method gives nearly the same scores whatever the weights of the model are.</summary>
    public static FindingDescriptor AttributionIgnoresWeights { get; } = new(
        "AL0203", "An attribution does not look at the weights", "Attribution '{0}' gives nearly the same order of scores with random weights: rank correlation {1:0.000} (examples: {2})", Attribution, Severity.Warning, FindingScope.Model)
    {
        Description = "All weights of the model were drawn anew, and the sizes of the method's scores are still in nearly the same order: the rank correlation with those of the model "
            + "as it is, mean over the examples, is above 0.9. Such scores tell of the input, and not of what the model learned: do not read them as an explanation.",
        Sources = [new Citation("Adebayo, Gilmer, Muelly, Goodfellow, Hardt and Kim", 2018, "Sanity Checks for Saliency Maps")],
    };

    /// <summary>All of them, in id order.</summary>
    public static ImmutableArray<FindingDescriptor> All { get; } = [AnalyzerFailed, FindingsLeftOut, ArtefactsLeftOut, AttributionNotBetter, AttributionsCut, AttributionIgnoresWeights];
}
