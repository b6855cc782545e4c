using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class HeadFindingsTests
{
    private const string Text = "[CLS] a b c d e [SEP] f g h i [SEP]";
    private const int Length = 12;
    private static readonly HookPoint Hook = PlantedHooks.Self(0);

    public static TheoryData<string, string, string> Roles => new()
    {
        { "previous", "AL1003", "heads/previous-token" },
        { "next", "AL1004", "heads/next-token" },
        { "first", "AL1005", "heads/first-token" },
        { "separator", "AL1006", "heads/separator" },
        { "self", "AL1007", "heads/diagonal" },
        { "scattered", "AL1002", "heads/confidence" },
        { "even", "AL1001", "heads/entropy" },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public void Initialize_PlantedHead_ReportsItsRoleAlone(string role, string rule, string figure)
    {
        PlantedSink results = Run(Hook, Text, (query, key) => Weight(role, query, key, Length));

        Finding finding = Assert.Single(results.Findings);
        Assert.Equal(rule, finding.Descriptor.Id);
        Assert.Equal(new SiteAddress(Hook.Name, 1), finding.Address);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Contains("Head 0.1", finding.Message, StringComparison.Ordinal);
        Assert.Equal([figure, "heads/measures"], finding.Artefacts.Select(id => id.Value));
        Assert.All(finding.Artefacts, id => Assert.Contains(id, results.Artefacts));
    }

    [Theory]
    [InlineData("previous", 1.0 / 12, "previous-token mass")]
    [InlineData("first", 1.0 / 12, "first-token mass")]
    [InlineData("separator", 2.0 / 12, "separator mass")]
    public void Initialize_PlantedHead_MeasuresMassAgainstEvenAttention(string role, double chance, string name)
    {
        Finding finding = Assert.Single(Run(Hook, Text, (query, key) => Weight(role, query, key, Length)).Findings);

        // The first query has no previous position and is left out, so that mass is whole as well.
        Assert.Equal(name, finding.Measures[0].Name);
        Assert.Equal(1, finding.Measures[0].Value, 1e-6);
        Assert.Equal("probability", finding.Measures[0].Unit);
        Assert.Null(finding.Measures[0].StandardError);
        Assert.Equal("even attention", finding.Measures[1].Name);
        Assert.Equal(chance, finding.Measures[1].Value, 1e-12);
    }

    [Fact]
    public void Initialize_CausalPreviousHead_ReportsItsRoleAlone()
    {
        HookPoint causal = PlantedHooks.Self(0, causal: true);

        Finding finding = Assert.Single(
            Run(causal, "a b c d e f g h", (query, key) => key == Math.Max(query - 1, 0) ? 1 : 0, Even(causal: true)).Findings,
            finding => finding.Address.Head == 1);

        Assert.Equal("AL1003", finding.Descriptor.Id);
    }

    [Fact]
    public void Initialize_CausalEvenHead_IsBroadAndNothingElse()
    {
        HookPoint causal = PlantedHooks.Self(0, causal: true);

        IEnumerable<string> rules = Run(causal, "a b c d", Even(causal: true), Even(causal: true)).Findings.Select(finding => finding.Descriptor.Id);

        Assert.Equal(["AL1001", "AL1001"], rules);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a")]
    public void Initialize_TextTooShortToTell_ReportsNoRole(string text)
    {
        int length = text.Split(' ').Length;

        Assert.Empty(Run(Hook, text, (query, key) => Weight("first", query, key, length), (query, key) => Weight("self", query, key, length)).Findings);
    }

    [Fact]
    public void Initialize_MassBelowChanceRatio_ReportsNothing()
    {
        // Three queries can look at the first of three positions by chance with 1/3; 0.62 is not twice that.
        float First(int query, int key) => key == 0 ? 0.62f : 0.19f;

        Assert.Empty(Run(Hook, "a b c", First, ("broad-share", "1")).Findings);
        Assert.Equal("AL1005", Assert.Single(Run(Hook, "a b c", First, ("broad-share", "1"), ("chance-ratio", "1.5")).Findings).Descriptor.Id);
    }

    [Fact]
    public void Initialize_LongEvenText_IsBroadByEntropyAlone()
    {
        string text = string.Join(' ', Enumerable.Repeat("w", 60));

        Finding finding = Assert.Single(Run(Hook, text, (_, _) => 1f / 60, ("broad-share", "1")).Findings);

        Assert.Equal("AL1001", finding.Descriptor.Id);
        Assert.Equal(Math.Log(60), finding.Measures[0].Value, 1e-5);
        Assert.Empty(Run(Hook, text, (_, _) => 1f / 60, ("broad-share", "1"), ("broad-entropy", "4.1")).Findings);
    }

    [Fact]
    public void Initialize_MaskedToken_IsNoSeparator()
    {
        PlantedSink results = Run(Hook, "[CLS] a b [MASK] c d e f g h", (_, key) => key == 3 ? 1 : 0);

        Assert.Equal("AL1002", Assert.Single(results.Findings).Descriptor.Id);
        Assert.DoesNotContain(new ArtefactId("heads/separator"), results.Artefacts);
    }

    [Fact]
    public void Initialize_CrossAttention_KnowsNoNeighboursAndNamesTheStack()
    {
        HookPoint cross = PlantedHooks.Cross(1);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b c d e f g", decoder: PlantedExample.Of("x y z")))
            .With(cross, 1, (_, _, query, key) => key == query ? 1 : 0);

        PlantedSink results = PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), [cross], [batch]);

        Assert.Equal("AL1002", Assert.Single(results.Findings).Descriptor.Id);
        Assert.Contains("Head 1.0, cross-attention", results.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("heads/cross/entropy", results.Ids);
        Assert.DoesNotContain("heads/cross/diagonal", results.Ids);
        Assert.DoesNotContain("heads/cross/previous-token", results.Ids);
    }

    [Fact]
    public void Initialize_SeveralExamples_GivesStandardErrors()
    {
        PlantedBatch[] batches = [.. new[] { 1f, 0.8f, 0.6f }.Select((mass, index) =>
            new PlantedBatch(PlantedExample.Of(Text, index)).With(Hook, 1, (_, _, _, key) => key == 0 ? mass : (1 - mass) / (Length - 1)))];

        Measure measure = Assert.Single(PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), [Hook], batches).Findings).Measures[0];

        Assert.Equal(0.8, measure.Value, 1e-6);
        Assert.Equal(0.2 / Math.Sqrt(3), measure.StandardError!.Value, 1e-6);
    }

    [Fact]
    public void Initialize_OnlyPadding_SaysNothing()
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("_ _ _")).With(Hook, 2, (_, _, _, _) => 0.5f);

        PlantedSink results = PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), [Hook], [batch]);

        Assert.Empty(results.Findings);
        Assert.Empty(results.Artefacts);
    }

    [Theory]
    [InlineData("chance-ratio", "0.5")]
    [InlineData("chance-ratio", "many")]
    [InlineData("first-threshold", "NaN")]
    [InlineData("first-treshold", "0.5")]
    public void Initialize_OptionThatCannotBe_IsRefused(string name, string value)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Run(Hook, Text, (_, _) => 0, (name, value)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static Func<int, int, float> Even(bool causal) => (query, key) => causal ? (key <= query ? 1f / (query + 1) : 0) : 1f / Length;

    /// <summary>Runs a layer of two heads: one without any role, and the given one.</summary>
    private static PlantedSink Run(HookPoint hook, string text, Func<int, int, float> head, params (string Name, string Value)[] options)
    {
        int length = text.Split(' ').Length;
        return Run(hook, text, head, (_, key) => Plain(key, length), options);
    }

    private static PlantedSink Run(
        HookPoint hook, string text, Func<int, int, float> head, Func<int, int, float> other, params (string Name, string Value)[] options)
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of(text))
            .With(hook, 2, (_, index, query, key) => index == 1 ? head(query, key) : other(query, key));
        return PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), [hook], [batch], options);
    }

    /// <summary>Neither broad nor focused: two thirds on one position in the middle, the rest alike.</summary>
    private static float Plain(int key, int length) =>
        length < 3 ? 1f / length : key == length / 3 ? 0.66f : 0.34f / (length - 1);

    private static float Weight(string role, int query, int key, int length)
    {
        int target = role switch
        {
            "previous" => query == 0 ? 4 : query - 1,
            "next" => query == length - 1 ? 4 : query + 1,
            "first" => 0,
            "self" => query,
            "separator" => query % 2 == 0 ? 6 : 11,
            "scattered" => (((query * 5) + 2) % (length - 1)) switch { 6 => 5, 0 => 8, int other => other },
            _ => -1,
        };
        return target < 0 ? 1f / length : key == target ? 1 : 0;
    }
}
