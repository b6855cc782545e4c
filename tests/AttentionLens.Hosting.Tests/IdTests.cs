namespace AttentionLens.Hosting.Tests;

public sealed class IdTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("late.first", "GD0001", "finding id 'GD0001' is taken by plugin 'good'")]
    [InlineData("good.first", "LT0001", "analyzer 'good.first' is taken by plugin 'good'")]
    [InlineData("late.first", "AL0101", "finding id 'AL0101' is reserved")]
    [InlineData("late.first", "late1", "finding id 'late1' is malformed")]
    [InlineData("late first", "LT0001", "analyzer 'late first' is malformed")]
    [InlineData("", "LT0001", "analyzer '' is malformed")]
    public void Load_AnalyzerIds_AreReported(string name, string rule, string reason)
    {
        _workshop.Add("late", PluginText.Analyzer("Late", name, rule));

        Assert.Contains(reason, _workshop.AssertRefused("AL0308", "late").Message);
    }

    [Fact]
    public void Load_AdapterFamilyIsTaken_IsReported()
    {
        _workshop.Add("first", PluginText.Plugin("builder.AddModelAdapter<A>();", PluginText.AdapterPart("A", "bert")));
        _workshop.Add("second", PluginText.Plugin("builder.AddModelAdapter<A>();", PluginText.AdapterPart("A", "bert")));

        Assert.Contains("adapter family 'bert' is taken by plugin 'first'", _workshop.AssertRefused("AL0308", "second").Message);
    }

    [Fact]
    public void Load_RecipeNameIsTaken_IsReported()
    {
        _workshop.Add("first", PluginText.Plugin("builder.AddTrainingRecipe<A>();", PluginText.RecipePart("A", "sentiment")));
        _workshop.Add("second", PluginText.Plugin("builder.AddTrainingRecipe<A>();", PluginText.RecipePart("A", "sentiment")));

        Assert.Contains("recipe 'sentiment' is taken by plugin 'first'", _workshop.AssertRefused("AL0308", "second").Message);
    }

    [Fact]
    public void Load_RuleSetNameIsTaken_IsReported()
    {
        _workshop.Add("first", PluginText.Plugin("builder.AddPropagationRules<A>();", PluginText.RuleSetPart("A", "mine")));
        _workshop.Add("second", PluginText.Plugin("builder.AddPropagationRules<A>();", PluginText.RuleSetPart("A", "mine")));

        Assert.Contains("rule set 'mine' is taken by plugin 'first'", _workshop.AssertRefused("AL0308", "second").Message);
    }

    [Fact]
    public void Load_PluginNameIsTaken_IsReported()
    {
        _workshop.Add("second", PluginText.Plugin("", ""));
        _workshop.WriteManifest("second", PluginWorkshop.Manifest("good", assembly: "Test.second.dll"));

        Assert.Contains("plugin name 'good' is taken", _workshop.AssertRefused("AL0308", "second").Message);
    }

    [Fact]
    public void Load_OneNameTwiceInAPlugin_IsReported()
    {
        _workshop.Add(
            "bad",
            PluginText.Plugin(
                "builder.AddAnalyzer<A>(); builder.AddAnalyzer<B>();",
                PluginText.AnalyzerPart("A", "bad.same", "BD0001") + PluginText.AnalyzerPart("B", "bad.same", "BD0002")));

        Assert.Contains("used twice", _workshop.AssertRefused("AL0308", "bad").Message);
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("B", false)]
    public void Load_OneRuleInTwoAnalyzers_IsSharedOnlyWhereItIsTheSame(string otherTitle, bool isLoaded)
    {
        _workshop.Add(
            "pair",
            PluginText.Plugin(
                "builder.AddAnalyzer<A>(); builder.AddAnalyzer<B>();",
                PluginText.AnalyzerPart("A", "pair.a", "PR0001")
                + PluginText.AnalyzerPart("B", "pair.b", "PR0001").Replace("\"B\"", $"\"{otherTitle}\"")));

        if (isLoaded)
        {
            Assert.Empty(_workshop.Load().Failures);
        }
        else
        {
            Assert.Contains("two different rules", _workshop.AssertRefused("AL0308", "pair").Message);
        }
    }

    [Fact]
    public void All_HostFindings_AreInOrderAndReserved()
    {
        Assert.Equal(
            Enumerable.Range(301, 10).Select(number => $"AL0{number}"), HostFindings.All.Select(descriptor => descriptor.Id));
        Assert.All(HostFindings.All, descriptor => Assert.NotNull(descriptor.Description));
    }
}
