namespace AttentionLens.Engine;

/// <summary>The names of what importance is asked for, as users and files write them.</summary>
public static class ImportanceNames
{
    /// <summary>The name of a metric.</summary>
    /// <param name="metric">The metric.</param>
    public static string Of(ImportanceMetric metric) => metric switch
    {
        ImportanceMetric.Loss => "loss",
        ImportanceMetric.Accuracy => "accuracy",
        ImportanceMetric.Logit => "logit",
        ImportanceMetric.Probability => "probability",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Expected a known metric."),
    };

    /// <summary>The metric of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="LensInputException">It is the name of none.</exception>
    public static ImportanceMetric MetricNamed(string name)
    {
        ImportanceMetric[] metrics = Enum.GetValues<ImportanceMetric>();
        int found = Array.FindIndex(metrics, metric => Of(metric) == name);
        return found >= 0 ? metrics[found] : throw new LensInputException($"There is no metric '{name}'; expected {string.Join(", ", metrics.Select(Of))}.");
    }

    /// <summary>The name of a correction.</summary>
    /// <param name="correction">The correction.</param>
    public static string Of(TestCorrection correction) => correction switch
    {
        TestCorrection.Holm => "holm",
        TestCorrection.BenjaminiHochberg => "benjamini-hochberg",
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "Expected a known correction."),
    };

    /// <summary>The correction of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="LensInputException">It is the name of none.</exception>
    public static TestCorrection CorrectionNamed(string name)
    {
        TestCorrection[] corrections = Enum.GetValues<TestCorrection>();
        int found = Array.FindIndex(corrections, correction => Of(correction) == name);
        return found >= 0 ? corrections[found] : throw new LensInputException($"There is no correction '{name}'; expected {string.Join(" or ", corrections.Select(Of))}.");
    }
}
