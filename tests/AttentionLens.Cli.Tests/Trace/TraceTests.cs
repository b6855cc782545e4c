using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary>What <c>trace</c> stores, and where.</summary>
[Collection(SmallModelTests.Name)]
public sealed class TraceTests(SmallModel model)
{
    [Fact]
    public async Task Trace_NoHooks_StoresLogitsAlone()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync("trace", model.Folder, "--text", "the film was good", "--out", folder.At("x.safetensors"));

        result.AssertDone();
        Assert.Equal(string.Empty, result.Out);
        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.Equal(["logits"], trace.Names);
        Assert.Equal([1L, 2L], trace.Shape("logits"));
        Assert.Equal(["x.safetensors"], folder.Listing());
    }

    [Fact]
    public async Task Trace_Patterns_SumToOneOverKeys()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync(
            "trace", model.Folder, "--text", "the film was good", "--text-pair", "it is dull", "--hooks", "blocks.*.attn.pattern", "--out", folder.At("x.safetensors")))
            .AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.Equal(["blocks.0.attn.pattern", "blocks.1.attn.pattern", "logits"], trace.Names);
        Assert.Equal([1L, 2L, 10L, 10L], trace.Shape("blocks.1.attn.pattern"));
        Assert.All(trace.Values("blocks.1.attn.pattern").Chunk(10), row => Assert.Equal(1, row.Sum(), 1e-5));
    }

    [Fact]
    public async Task Trace_TransformerLensSpelling_IsStoredUnderOurs()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("trace", model.Folder, "--ids", "2,5,3", "--hooks", "blocks.0.hook_resid_post", "--out", folder.At("x.safetensors")))
            .AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.Contains("blocks.0.resid_post", trace.Names);
    }

    [Fact]
    public async Task Trace_LabelsByName_GiveTheLossOfTheirNumbers()
    {
        using TemporaryFolder folder = new();
        string byName = folder.Write("name.jsonl", """{"text":"good","label":"positive"}""");
        string byNumber = folder.Write("number.jsonl", """{"text":"good","label":1}""");
        foreach (string input in new[] { byName, byNumber })
        {
            (await CliRunner.RunAsync(
                "trace", model.Folder, "--input", input, "--gradient", "embed", "--objective", "loss", "--out", Path.ChangeExtension(input, ".safetensors")))
                .AssertDone();
        }

        using TraceFile named = new(folder.At("name.safetensors"));
        using TraceFile numbered = new(folder.At("number.safetensors"));
        Assert.Equal(numbered.Values("gradient/embed"), named.Values("gradient/embed"));
        Assert.Contains(named.Values("gradient/embed"), value => value != 0);
    }

    [Theory]
    [InlineData("probability")]
    [InlineData("log-probability")]
    [InlineData("logit-difference:1,0")]
    public async Task Trace_Objective_ChangesTheGradient(string objective)
    {
        using TemporaryFolder folder = new();
        string[] common = ["trace", model.Folder, "--text", "not good", "--gradient", "embed", "--target", "1"];

        (await CliRunner.RunAsync([.. common, "--out", folder.At("logit.safetensors")])).AssertDone();
        (await CliRunner.RunAsync([.. common, "--objective", objective, "--out", folder.At("other.safetensors")])).AssertDone();

        using TraceFile logit = new(folder.At("logit.safetensors"));
        using TraceFile other = new(folder.At("other.safetensors"));
        Assert.NotEqual(logit.Values("gradient/embed"), other.Values("gradient/embed"));
    }

    [Fact]
    public async Task Trace_TwiceOnAnyNumberOfThreads_GivesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        foreach (string threads in new[] { "1", "2", "3" })
        {
            (await CliRunner.RunAsync(
                "trace", model.Folder, "--text", "the plot was very good", "--hooks", "*", "--gradient", "blocks.*.resid_post", "--threads", threads,
                "--out", folder.At(threads))).AssertDone();
        }

        Assert.Equal(File.ReadAllBytes(folder.At("1")), File.ReadAllBytes(folder.At("2")));
        Assert.Equal(File.ReadAllBytes(folder.At("1")), File.ReadAllBytes(folder.At("3")));
    }

    [Fact]
    public async Task Trace_OutInFoldersThatAreNotThere_CreatesThem()
    {
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync("trace", model.Folder, "--ids", "2,3", "--out", folder.At("a", "b", "x.safetensors"))).AssertDone();

        Assert.Equal(["a", "a/b", "a/b/x.safetensors"], folder.Listing());
    }

    [Fact]
    public async Task Trace_FileThatIsThere_IsReplacedAndItsNeighboursAreNot()
    {
        using TemporaryFolder folder = new();
        folder.Write("x.safetensors", "old");
        folder.Write("x.safetensors.partial", "the user's own");

        (await CliRunner.RunAsync("trace", model.Folder, "--ids", "2,3", "--out", folder.At("x.safetensors"))).AssertDone();

        Assert.Equal(["x.safetensors", "x.safetensors.partial"], folder.Listing());
        Assert.Equal("the user's own", File.ReadAllText(folder.At("x.safetensors.partial")));
        Assert.NotEqual("old", File.ReadAllText(folder.At("x.safetensors")));
    }

    [Theory]
    [InlineData("--hooks", "blocks.*.attn.patern", "pattern")]
    [InlineData("--hooks", "blocks.7.resid_post", "blocks.1.resid_post")]
    [InlineData("--gradient", "nothing.here", "nothing.here")]
    [InlineData("--objective", "logits", "logit-difference:A,B")]
    [InlineData("--objective", "logit-difference:1", "logit-difference:1,0")]
    [InlineData("--target", "2", "2")]
    public async Task Trace_WrongRequest_IsRefusedWithWhatIsKnown(string option, string value, string word)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync(
            "trace", model.Folder, "--ids", "2,5,3", "--gradient", "embed", option, value, "--out", folder.At("x.safetensors"));

        result.AssertRefused(word);
        Assert.Empty(folder.Listing());
    }
}
