using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Hosting.Tests;

namespace AttentionLens.Cli.Tests.Lists;

/// <summary>The commands that say what there is, as a table and as JSON.</summary>
[Collection(SmallModelTests.Name)]
public sealed class ListTests(SmallModel model)
{
    [Fact]
    public async Task ModelsList_Json_NamesAdaptersAndSamples()
    {
        JsonElement root = await JsonAsync("models", "list");

        JsonElement bert = Assert.Single(root.GetProperty("adapters").EnumerateArray(), adapter => adapter.GetProperty("family").GetString() == "bert");
        Assert.Equal("AttentionLens.Bert", bert.GetProperty("plugin").GetString());
        Assert.Equal(JsonValueKind.Array, root.GetProperty("samples").ValueKind);
    }

    [Fact]
    public async Task ModelsShow_Json_GivesTheCardAndTheHookPoints()
    {
        JsonElement root = await JsonAsync("models", "show", model.Folder);

        Assert.Equal("small", root.GetProperty("name").GetString());
        Assert.Equal(2, root.GetProperty("layers").GetInt32());
        Assert.Equal(16, root.GetProperty("maxPositions").GetInt32());
        Assert.Equal(["negative", "positive"], root.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        JsonElement pattern = Assert.Single(
            root.GetProperty("hookPoints").EnumerateArray(), hook => hook.GetProperty("name").GetString() == "blocks.1.attn.pattern");
        Assert.Equal("pattern", pattern.GetProperty("kind").GetString());
        Assert.Equal("[batch, head, query, key]", pattern.GetProperty("shape").GetString());
    }

    [Fact]
    public async Task RulesList_Json_HasEveryRuleOnceInOrder()
    {
        string[] ids = [.. (await JsonAsync("rules", "list")).EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Superset(new HashSet<string> { "AL0101", "AL0201", "AL0202", "AL0203", "AL0301", "AL0401", "AL1001" }, ids.ToHashSet());
    }

    [Fact]
    public async Task RulesShow_KnownRule_GivesItsTextAndSource()
    {
        JsonElement rule = await JsonAsync("rules", "show", "AL1003");
        CliResult text = (await CliRunner.RunAsync("rules", "show", "AL1003")).AssertDone();

        Assert.Equal("note", rule.GetProperty("severity").GetString());
        Assert.Equal("head", rule.GetProperty("scope").GetString());
        Assert.Equal("AttentionLens.Heads", rule.GetProperty("from").GetString());
        Assert.Equal($"AL1003: {rule.GetProperty("title").GetString()}", text.OutLines[0]);
        Assert.Contains($"description: {rule.GetProperty("description").GetString()}", text.OutLines);
        Assert.Contains($"source: {rule.GetProperty("sources")[0].GetString()}", text.OutLines);
    }

    [Fact]
    public async Task PluginsList_Json_NamesWhatEachOffers()
    {
        JsonElement root = await JsonAsync("plugins", "list");

        JsonElement bert = Assert.Single(root.GetProperty("plugins").EnumerateArray(), plugin => plugin.GetProperty("name").GetString() == "AttentionLens.Bert");
        Assert.Contains("adapter bert", bert.GetProperty("offers").EnumerateArray().Select(offer => offer.GetString()));
        Assert.Empty(root.GetProperty("failures").EnumerateArray());
    }

    [Fact]
    public async Task PluginsCheck_FolderOfPlugins_ShowsThoseAlone()
    {
        using PluginWorkshop plugins = new();

        CliResult result = await CliRunner.RunAsync("plugins", "check", plugins.Root, "--json");

        using JsonDocument document = JsonDocument.Parse(result.AssertDone().Out);
        Assert.Equal(["good"], document.RootElement.GetProperty("plugins").EnumerateArray().Select(plugin => plugin.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task PluginsCheck_FolderOfOnePlugin_ShowsIt()
    {
        using PluginWorkshop plugins = new();

        CliResult result = await CliRunner.RunAsync("plugins", "check", plugins.Folder("good"));

        Assert.Contains("analyzer good.first", result.AssertDone().Out, StringComparison.Ordinal);
        Assert.DoesNotContain("AttentionLens.Bert", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginsCheck_BrokenPlugin_SaysWhyAndEndsWithThree()
    {
        using PluginWorkshop plugins = new();
        plugins.WriteManifest("broken", "{");

        CliResult table = await CliRunner.RunAsync("plugins", "check", plugins.Root);
        CliResult json = await CliRunner.RunAsync("plugins", "check", plugins.Root, "--json");

        Assert.StartsWith("failed: AL0301: ", table.AssertCode(3).OutLines[^1], StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json.AssertCode(3).Out);
        JsonElement failure = Assert.Single(document.RootElement.GetProperty("failures").EnumerateArray());
        Assert.Equal("broken", failure.GetProperty("plugin").GetString());
        Assert.False(failure.GetProperty("loaded").GetBoolean());
    }

    [Theory]
    [InlineData("models", "list")]
    [InlineData("plugins", "list")]
    [InlineData("rules", "list")]
    public async Task Tables_NoTerminal_HaveWholeLinesWithoutColours(params string[] command)
    {
        CliResult result = (await CliRunner.RunAsync(command)).AssertDone();

        Assert.Equal(string.Empty, result.Error);
        Assert.DoesNotContain('\u001b', result.Out);

        // A cell that was broken would leave the first column of the next line empty.
        Assert.DoesNotContain(result.OutLines, line => line.StartsWith("│  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelsShow_NamesThatMoveTheCursor_ArePrintedWithout()
    {
        using TemporaryFolder folder = new();
        string copy = model.CopyTo(folder.At("copy"));
        string config = Path.Combine(copy, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace(
            "\"0\":\"negative\"", "\"0\":\"a\\u001b[2Jb\\u202e[red]c[/]\"", StringComparison.Ordinal));

        CliResult result = await CliRunner.RunAsync("models", "show", copy);

        Assert.Contains("a [2Jb [red]c[/], positive", result.AssertDone().Out, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Out, character => char.IsControl(character) && character != '\n');
    }

    private static async Task<JsonElement> JsonAsync(params string[] command)
    {
        CliResult result = await CliRunner.RunAsync([.. command, "--json"]);
        Assert.Equal(string.Empty, result.AssertDone().Error);
        using JsonDocument document = JsonDocument.Parse(result.Out);
        return document.RootElement.Clone();
    }
}
