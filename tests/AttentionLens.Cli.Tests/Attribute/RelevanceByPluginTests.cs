using AttentionLens.Cli.Tests.Running;
using AttentionLens.Hosting.Tests;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Attribute;

/// <summary>A plugin's rule set explains by <c>--method relevance</c>, with no method of the plugin's own.</summary>
[Collection(SmallModelTests.Name)]
public sealed class RelevanceByPluginTests(SmallModel model)
{
    [Fact]
    public async Task Attribute_RuleSetOfAPlugin_ScoresAsItSays()
    {
        using PluginWorkshop plugins = Plugins();
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync([.. Call("attribute", folder.At("plain.safetensors"), plugins), "--method", "grad-x-input"])).AssertDone();
        (await CliRunner.RunAsync([.. Call("attribute", folder.At("own.safetensors"), plugins), "--method", "relevance", "--option", "rules=plain"])).AssertDone();

        using SafetensorsFile plain = SafetensorsFile.Open(folder.At("plain.safetensors"));
        using SafetensorsFile own = SafetensorsFile.Open(folder.At("own.safetensors"));
        Assert.Equal(Scores(plain), Scores(own));
    }

    [Fact]
    public async Task AnalyzeAndEvaluate_RuleSetOfAPlugin_IsShownAndTested()
    {
        using PluginWorkshop plugins = Plugins();
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync([.. Call("analyze", folder.At("report"), plugins), "--attribute", "relevance", "--attribution-option", "relevance.rules=plain"])).AssertDone();
        CliResult tested = (await CliRunner.RunAsync([.. Call("evaluate", folder.At("t.json"), plugins), "--method", "relevance", "--option", "relevance.rules=plain"])).AssertDone();

        Assert.True(File.Exists(folder.At("report", "figures", "attribution.relevance.example-0.svg")));
        Assert.Contains(tested.OutLines, line => line.StartsWith("| relevance |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EvaluateAll_RelevanceAndTunedLens_StandThereOnlyWithTheirSettings()
    {
        using PluginWorkshop plugins = Plugins();
        using TemporaryFolder folder = new();
        string[] call = [.. Call("evaluate", folder.At("t.json"), plugins), "--method", "all"];

        CliResult without = (await CliRunner.RunAsync(call)).AssertDone();
        CliResult with = (await CliRunner.RunAsync([.. call, "--option", "relevance.rules=plain"])).AssertDone();

        Assert.DoesNotContain(without.OutLines, line => line.Contains("relevance", StringComparison.Ordinal) || line.Contains("tuned-lens", StringComparison.Ordinal));
        Assert.Contains(with.OutLines, line => line.StartsWith("| relevance |", StringComparison.Ordinal));
    }

    private static PluginWorkshop Plugins()
    {
        PluginWorkshop plugins = new();
        plugins.Add("plain", PluginText.Plugin("builder.AddPropagationRules<Plain>();", PluginText.RuleSetPart("Plain", "plain")));
        return plugins;
    }

    private string[] Call(string command, string output, PluginWorkshop plugins) =>
        [command, model.Folder, "--text", "the film was good", "--out", output, "--plugins", plugins.Root, "--quiet"];

    private static float[] Scores(SafetensorsFile file)
    {
        float[] values = new float[file.Tensors["scores"].Length];
        file.Read(file.Tensors["scores"], values);
        return values;
    }
}
