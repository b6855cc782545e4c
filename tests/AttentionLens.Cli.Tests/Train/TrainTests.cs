using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Hosting.Tests;

namespace AttentionLens.Cli.Tests.Train;

/// <summary><c>train</c> with recipes that a test compiles: what it hands to them, and what it leaves behind.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly PluginWorkshop _plugins = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Train_Recipe_WritesItsFilesAndSaysWhatWasReached()
    {
        Add("""
            System.IO.File.WriteAllText(System.IO.Path.Combine(context.OutputFolder, "config.json"), context.Seed + " " + context.Steps);
            context.Progress?.Report(new TrainingProgress(1, 2, 0.5));
            return new(new TrainingOutcome([new Measure("accuracy", 0.75, "share"), new Measure("loss", double.NaN, "nats")]));
            """);

        CliResult lines = await RunAsync("one", "--seed", "18446744073709551615", "--steps", "3");
        CliResult json = await RunAsync("two", "--json");

        Assert.Equal(["accuracy: 0.75 share", "loss: NaN nats"], lines.AssertDone().OutLines);
        Assert.Equal([$"model: {_folder.At("one")}"], lines.ErrorLines);
        Assert.Equal(["one", "one/config.json", "two", "two/config.json"], _folder.Listing());
        Assert.Equal("18446744073709551615 3", File.ReadAllText(_folder.At("one", "config.json")));
        Assert.Equal("1 ", File.ReadAllText(_folder.At("two", "config.json")));
        using JsonDocument measures = JsonDocument.Parse(json.AssertDone().Out);
        Assert.Equal(0.75, measures.RootElement[0].GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, measures.RootElement[1].GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Train_RecipeThatThrows_IsOneLineAndLeavesNothing()
    {
        Add("""
            System.IO.File.WriteAllText(System.IO.Path.Combine(context.OutputFolder, "half"), "half");
            throw new InvalidOperationException("no\ndata");
            """);

        CliResult result = await RunAsync("deep/one");

        result.AssertCode(3);
        Assert.Equal(["error: Recipe 'mine' failed: InvalidOperationException: no data"], result.ErrorLines);
        Assert.Equal(string.Empty, result.Out);
        Assert.Empty(_folder.Listing());
    }

    [Fact]
    public async Task Train_RecipeWithoutOutcome_IsOneLine()
    {
        Add("return default;");

        Assert.Equal(["error: Recipe 'mine' ended without an outcome."], (await RunAsync("one")).AssertCode(3).ErrorLines);
        Assert.Empty(_folder.Listing());
    }

    [Fact]
    public async Task Train_Cancelled_LeavesNothing()
    {
        Add("cancellationToken.ThrowIfCancellationRequested(); return default;");
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        CliResult result = await RunAsync("one", source.Token);

        Assert.Equal(["cancelled"], result.AssertCode(130).ErrorLines);
        Assert.Empty(_folder.Listing());
    }

    [Fact]
    public async Task Train_FolderThatIsNotEmpty_IsKept()
    {
        Add("return new(new TrainingOutcome([]));");
        _folder.Write("one/config.json", "mine");

        (await RunAsync("one")).AssertRefused("config.json");

        Assert.Equal("mine", File.ReadAllText(_folder.At("one", "config.json")));
    }

    [Fact]
    public async Task Train_UnknownRecipe_NamesTheNearest()
    {
        Add("return default;");

        (await CliRunner.RunAsync("train", "mein", "--out", _folder.At("one"), "--plugins", _plugins.Root)).AssertRefused("'mein'", "mine");
    }

    public void Dispose()
    {
        _plugins.Dispose();
        _folder.Dispose();
    }

    private void Add(string body) => _plugins.Add("recipes", PluginText.Plugin("builder.AddTrainingRecipe<Mine>();", $$"""
        public sealed class Mine : TrainingRecipe
        {
            public override string Name => "mine";
            public override string Summary => "trains";
            public override System.Threading.Tasks.ValueTask<TrainingOutcome> TrainAsync(
                TrainingContext context, System.Threading.CancellationToken cancellationToken)
            {
                {{body}}
            }
        }
        """));

    private Task<CliResult> RunAsync(string name, params string[] more) => RunAsync(name, CancellationToken.None, more);

    private Task<CliResult> RunAsync(string name, CancellationToken cancellationToken, params string[] more) =>
        CliRunner.RunAsync(["train", "mine", "--out", _folder.At(name), "--plugins", _plugins.Root, .. more], cancellationToken);
}
