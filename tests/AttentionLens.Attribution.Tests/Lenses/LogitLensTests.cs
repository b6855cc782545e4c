using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class LogitLensTests
{
    [ReferenceTheory("reference/llama")]
    [InlineData("gpt2", "a")]
    [InlineData("gpt2", "b")]
    [InlineData("llama", "a")]
    [InlineData("llama", "b")]
    public async Task LogitLens_AllKept_GivesRecordedLogits(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new LogitLensMethod(), options: [("detail", "all")]);

        reference.AssertClose($"{set}.logit_lens", LayersFirst(result.Extras["logit_lens"]));
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("vit")]
    public async Task LogitLens_LastLayer_IsTheExplainedLogit(string family)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, "b", new LogitLensMethod());

        TensorValue targets = result.Extras["target_logits"];
        Assert.Equal(result.TargetValues, [.. Enumerable.Range(0, targets.Shape[0]).Select(example => (double)targets.Row(example)[^1])], (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [ReferenceFact("reference/gpt2")]
    public async Task LogitLens_OneLayer_ScoresItsLogitsAndNoPadding()
    {
        using ReferenceCase reference = new("gpt2");

        AttributionResult result = await Explained.RecordedAsync(reference, "b", new LogitLensMethod(), options: [("layer", "1"), ("detail", "all")]);

        TensorValue lens = result.Extras["logit_lens"];
        (int length, int classes) = (lens.Shape[2], lens.Shape[3]);
        IReadOnlyList<LensInput> inputs = reference.Inputs("b");
        Assert.Contains(inputs, input => input.AttentionMask.Contains(false));
        for (int example = 0; example < inputs.Count; example++)
        {
            for (int position = 0; position < length; position++)
            {
                float expected = inputs[example].AttentionMask[position] ? lens.Row(example)[(((1 * length) + position) * classes) + result.Targets[example].Class!.Value] : 0;
                Assert.Equal(expected, result.Scores.Row(example)[position]);
            }
        }
    }

    [ReferenceFact("reference/gpt2")]
    public async Task LogitLens_Top_HoldsTheLargestInOrder()
    {
        using ReferenceCase reference = new("gpt2");

        AttributionResult result = await Explained.RecordedAsync(reference, "a", new LogitLensMethod(), options: [("top", "7"), ("detail", "all")]);

        TensorValue lens = result.Extras["logit_lens"];
        int classes = lens.Shape[3];
        int[] order = [.. Enumerable.Range(0, lens.Values.Length / classes).SelectMany(row =>
            Enumerable.Range(0, classes).OrderByDescending(index => lens.Values[(row * classes) + index]).Take(7))];
        Assert.Equal([1, 4, 10, 7], result.Extras["top_tokens"].Shape.AsSpan());
        Assert.Equal(order, result.Extras["top_tokens"].Values.Select(token => (int)token));
        Assert.Equal(order.Select((token, index) => lens.Values[(index / 7 * classes) + token]), result.Extras["top_logits"].Values.Select(logit => logit));
    }

    [ReferenceFact("reference/gpt2")]
    public async Task LogitLens_Unasked_KeepsTheLargestAlone()
    {
        using ReferenceCase reference = new("gpt2");

        AttributionResult result = await Explained.RecordedAsync(reference, "a", new LogitLensMethod());

        Assert.Equal(["target_logits", "top_logits", "top_tokens"], result.Extras.Keys);
        Assert.Equal(5, result.Extras["top_tokens"].Shape[^1]);
    }

    [ReferenceTheory("reference/gpt2")]
    [InlineData("layer", "4", "the model has 3 blocks")]
    [InlineData("layer", "0.5", "expected a whole number")]
    [InlineData("top", "2.5", "expected a whole number")]
    public async Task LogitLens_SettingThatCannotBe_SaysWhatWould(string name, string value, string message)
    {
        using ReferenceCase reference = new("gpt2");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            () => Explained.RecordedAsync(reference, "a", new LogitLensMethod(), options: [(name, value)]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "last normalisation")]
    [InlineData("bert_mlm", "last normalisation")]
    [InlineData("bart", "encoder beside its decoder")]
    [InlineData("t5", "encoder beside its decoder")]
    public async Task LogitLens_ModelItCannotRead_SaysWhy(string family, string message)
    {
        using ReferenceCase reference = new(family);

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => Explained.RecordedAsync(reference, "a", new LogitLensMethod()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static float[] LayersFirst(TensorValue lens)
    {
        int each = lens.Shape[2] * lens.Shape[3];
        List<float> values = [];
        for (int layer = 0; layer < lens.Shape[1]; layer++)
        {
            for (int example = 0; example < lens.Shape[0]; example++)
            {
                values.AddRange(lens.Row(example).Slice(layer * each, each));
            }
        }

        return [.. values];
    }
}
