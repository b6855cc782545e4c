using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Interventions;

/// <summary><c>--recompute</c>: the same bytes.</summary>
[Collection(SmallModelTests.Name)]
public sealed class RecomputeTests(SmallModel model)
{
    [Theory]
    [InlineData("trace", "--gradient", "*", "--relevance", "attnlrp:*")]
    [InlineData("attribute", "--method", "integrated-gradients", "--steps", "3")]
    public async Task Run_Recompute_WritesTheSameBytes(params string[] command)
    {
        using TemporaryFolder folder = new();
        string stored = folder.At("stored.safetensors");
        string recomputed = folder.At("recomputed.safetensors");
        string[] call = [command[0], model.Folder, "--text", "good", .. command[1..]];

        (await CliRunner.RunAsync([.. call, "--out", stored])).AssertDone();
        (await CliRunner.RunAsync([.. call, "--recompute", "--out", recomputed])).AssertDone();

        Assert.Equal(await File.ReadAllBytesAsync(stored), await File.ReadAllBytesAsync(recomputed));
    }
}
