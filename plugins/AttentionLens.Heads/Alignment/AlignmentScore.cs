using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>One map of one layer of cross-attention with how well it aligns, attention being taken in the better way.</summary>
/// <param name="Hook">The layer's pattern.</param>
/// <param name="Counts">The counts of the layer.</param>
/// <param name="Map">The map.</param>
internal readonly record struct AlignmentScore(HookPoint Hook, AlignmentCounts Counts, int Map)
{
    /// <summary>Where attention aligns better.</summary>
    public WordReading Reading =>
        Counts.ErrorRate(WordReading.Reading, Map) < Counts.ErrorRate(WordReading.Writing, Map) ? WordReading.Reading : WordReading.Writing;

    public double ErrorRate => Counts.ErrorRate(Reading, Map);

    public double Diagonal => Counts.ErrorRate(Reading, Counts.Diagonal);

    public bool IsHead => Map < Counts.Heads;

    public SiteAddress Address => new(Hook.Name, IsHead ? Map : null);

    /// <summary>What the decoder does where attention aligns better.</summary>
    public string Verb => VerbOf(Reading);

    public string Layer => (Hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>The numbers behind a finding.</summary>
    public IEnumerable<Measure> Measures =>
    [
        new("alignment error rate", ErrorRate, "share of links"),
        new("precision", Counts.Precision(Reading, Map), "share of drawn links"),
        new("recall", Counts.Recall(Reading, Map), "share of true links"),
        new("alignment error rate of the diagonal", Diagonal, "share of links"),
        new("true links", Counts.True[(int)Reading], "links"),
    ];

    public static string VerbOf(WordReading reading) => reading == WordReading.Writing ? "writes" : "reads";
}
