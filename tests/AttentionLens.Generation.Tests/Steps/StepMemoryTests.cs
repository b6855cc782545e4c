using System.Text.Json.Nodes;
using AttentionLens.Generation.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Generation.Tests.Steps;

/// <summary>What writing takes from the pool, and that all of it goes back.</summary>
[Collection(PoolCollection.Name)]
public sealed class StepMemoryTests
{
    private static readonly LensInput Input = new() { Ids = [5, 9, 16, 4] };
    private static readonly HookSelector[] Everything = [HookSelector.Parse("*")];

    [Theory]
    [MemberData(nameof(WritingModel.All), MemberType = typeof(WritingModel))]
    public async Task StepsAsync_AnyEnding_GivesEverythingBack(string name)
    {
        await using TransformerModel model = WritingModel.Load(name);
        TextGenerator generator = new(model);
        GenerationOptions options = new() { MostTokens = 8 };
        long before = TensorPool.BytesInUse;

        await foreach (GenerationStep step in generator.StepsAsync(Input, options, [.. Everything]))
        {
            Assert.True(TensorPool.BytesInUse > before);
            _ = step;
        }

        Assert.Equal(before, TensorPool.BytesInUse);
        await foreach (GenerationStep step in generator.StepsAsync(Input, options, [.. Everything]))
        {
            if (step.Index == 3)
            {
                break;
            }
        }

        Assert.Equal(before, TensorPool.BytesInUse);
        using CancellationTokenSource cancellation = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GenerationStep step in generator.StepsAsync(Input, options, [.. Everything], cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
        Assert.Equal(before, TensorPool.BytesInUse);
        await generator.GenerateAsync(Input, options with { Beams = 3 });
        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public async Task StepsAsync_RetainedTensor_OutlivesItsStep()
    {
        await using TransformerModel model = WritingModel.Load("gpt2");
        long before = TensorPool.BytesInUse;
        LensTensor? kept = null;
        float[] first = [];

        await foreach (GenerationStep step in new TextGenerator(model).StepsAsync(Input, new GenerationOptions { MostTokens = 3 }, []))
        {
            kept ??= step.Logits.Retain();
            first = step.Index == 0 ? step.Logits.Values.ToArray() : first;
        }

        Assert.Equal(first, kept!.Values.ToArray());
        kept.Dispose();
        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public async Task StepsAsync_Window_HoldsNoMoreThanItNeeds()
    {
        long whole = await HeldAtTheEndAsync(null);
        long windowed = await HeldAtTheEndAsync(8);

        Assert.True(windowed * 3 < whole, $"{windowed} bytes with a window, {whole} without");
    }

    [Fact]
    public async Task StepsAsync_BrokenWeights_GivesEverythingBack()
    {
        await using TransformerModel model = WritingModel.Load("t5");
        model.Parameters[^1].Write([.. Enumerable.Repeat(float.NaN, model.Parameters[^1].Length)]);
        long before = TensorPool.BytesInUse;

        await Assert.ThrowsAsync<LensInputException>(() => new TextGenerator(model).GenerateAsync(Input, new GenerationOptions()).AsTask());
        await Assert.ThrowsAsync<LensInputException>(() => new TextGenerator(model).GenerateAsync(Input, new GenerationOptions { Beams = 2 }).AsTask());

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    private static async Task<long> HeldAtTheEndAsync(int? window)
    {
        await using TransformerModel model = WritingModel.Load(
            "mistral", null, ("max_position_embeddings", 1300), ("sliding_window", window is { } bound ? JsonValue.Create(bound) : null));
        long before = TensorPool.BytesInUse;
        long held = 0;
        await foreach (GenerationStep step in new TextGenerator(model).StepsAsync(Input, new GenerationOptions { MostTokens = 1200 }, []))
        {
            held = TensorPool.BytesInUse - before;
            _ = step;
        }

        return held;
    }
}
