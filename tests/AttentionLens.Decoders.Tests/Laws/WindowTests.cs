using System.Text.Json.Nodes;
using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>Which blocks have a window, and what it hides.</summary>
public sealed class WindowTests : DecoderTest
{
    [Theory]
    [InlineData("mistral", 3, 3)]
    [InlineData("mistral, no window", 0, 0)]
    [InlineData("qwen2", 0, 0)]
    [InlineData("qwen2, upper window", 0, 2)]
    [InlineData("qwen2, lower window", 2, 0)]
    public void RunAsync_Window_HidesWhatLiesFurtherBack(string name, int first, int second)
    {
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs[0]);
        using ModelRun run = Decoder.Run(model, batch, Decoder.Capture("*.attn.pattern"));
        foreach ((int layer, int window) in ((int, int)[])[(0, first), (1, second)])
        {
            float[] pattern = run.Captured(HookName.Parse($"blocks.{layer}.attn.pattern")).Values.ToArray();
            for (int index = 0; index < pattern.Length; index++)
            {
                (int row, int key) = Math.DivRem(index, batch.Length);
                int back = (row % batch.Length) - key;
                Assert.Equal(back >= 0 && (window == 0 || back < window), pattern[index] > 0);
            }
        }
    }

    [Fact]
    public void RunAsync_WindowAsLongAsTheInput_ChangesNoBit()
    {
        JsonObject config = SmallDecoders.Config("mistral");
        config["sliding_window"] = Inputs[0].Ids.Length;
        TransformerModel model = Keep(Keep(new DecoderFolder(config)).Load());
        TransformerModel open = Load("mistral, no window");

        Assert.Equal(Decoder.Output(open, Decoder.Batch(open, Inputs)), Decoder.Output(model, Decoder.Batch(model, Inputs)));
    }
}
