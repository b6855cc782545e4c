using System.Text.Json;

namespace AttentionLens.Engine.Tests;

public sealed class SarifLogTests
{
    private static readonly JsonElement Log = Write(SampleReport.Report);

    private static JsonElement Run => Log.GetProperty("runs")[0];

    [Fact]
    public void Write_Log_HasTheRequiredProperties()
    {
        Assert.Equal("2.1.0", Log.GetProperty("version").GetString());
        Assert.StartsWith("https://", Log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, Log.GetProperty("runs").GetArrayLength());
        JsonElement driver = Run.GetProperty("tool").GetProperty("driver");
        Assert.Equal(("AttentionLens", "1.2.3"), (driver.GetProperty("name").GetString(), driver.GetProperty("version").GetString()));
        Assert.Equal("plugin", Run.GetProperty("tool").GetProperty("extensions")[0].GetProperty("name").GetString());
        Assert.False(Run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public void Write_RunWithoutFailures_WasSuccessful()
    {
        AnalysisReport clean = SampleReport.Report with { Analyzers = [] };

        Assert.True(Write(clean).GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public void Write_Rules_AreDescribedOnceInIdOrder()
    {
        JsonElement[] rules = [.. Run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];

        Assert.Equal(["AL0101", "TT0001", "TT0002"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal("AHeadThatLooksBack", rules[1].GetProperty("name").GetString());
        Assert.Equal("a head that looks {{back}}", rules[1].GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.Equal("Two sentences. Truly.", rules[1].GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.Equal(["error", "note", "warning"], rules.Select(rule => rule.GetProperty("defaultConfiguration").GetProperty("level").GetString()));
        Assert.Contains("Clark", rules[1].GetProperty("properties").GetProperty("sources")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Results_PointAtTheirRulesAndPlaces()
    {
        JsonElement rules = Run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        JsonElement[] results = [.. Run.GetProperty("results").EnumerateArray()];

        Assert.All(results, result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        });
        Assert.Equal(["error", "warning", "none"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal(["fail", "fail", "informational"], results.Select(result => result.GetProperty("kind").GetString()));
        Assert.Equal(
            ["model", "example 4/blocks.0.attn.pattern/head 1/query 2/key 3", "example 0"],
            results.Select(result => Place(result).GetProperty("fullyQualifiedName").GetString()));
        Assert.Equal(["model", "token", "example"], results.Select(result => Place(result).GetProperty("kind").GetString()));
    }

    [Fact]
    public void Write_Message_DoublesBraces() =>
        Assert.Equal("Grave {{x}}", Run.GetProperty("results")[1].GetProperty("message").GetProperty("text").GetString());

    [Fact]
    public void Write_Properties_HoldMeasuresAndArtefacts()
    {
        JsonElement properties = Run.GetProperty("results")[1].GetProperty("properties");

        Assert.Equal(0.1, properties.GetProperty("measures")[0].GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, properties.GetProperty("measures")[1].GetProperty("value").ValueKind);
        Assert.Equal("m", properties.GetProperty("artefacts")[0].GetString());
        Assert.True(properties.GetProperty("isPartial").GetBoolean());
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        using MemoryStream one = new();
        using MemoryStream two = new();

        SarifLog.Write(SampleReport.Report, one);
        SarifLog.Write(SampleReport.Report, two);

        Assert.Equal(one.ToArray(), two.ToArray());
    }

    private static JsonElement Place(JsonElement result) => result.GetProperty("locations")[0].GetProperty("logicalLocations")[0];

    private static JsonElement Write(AnalysisReport report)
    {
        using MemoryStream stream = new();
        SarifLog.Write(report, stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}
