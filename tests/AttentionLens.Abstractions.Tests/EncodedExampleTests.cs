using System.Collections.Immutable;

namespace AttentionLens.Tests;

public sealed class EncodedExampleTests
{
    [Fact]
    public void WithTokens_OfAnotherLength_DropsTheLabelsOfWhatChanged()
    {
        EncodedExample example = Example(3, [1, 2, 3]);

        Assert.Equal(example.Labels, example.WithTokens(Tokens(3)).Labels);
        Assert.True(example.WithTokens(Tokens(2), [0, 0], [true, true]).Labels.IsDefault);
    }

    [Fact]
    public void WithTokens_OfASourceWithADecoder_KeepsTheDecodersLabels()
    {
        EncodedExample example = Example(3, [4, 5], Example(2, default));

        EncodedExample shorter = example.WithTokens(Tokens(1), [0], [true]);

        Assert.Equal(example.Labels, shorter.Labels);
        Assert.Same(example.Decoder, shorter.Decoder);
        Assert.True(example.WithDecoder(Example(3, default)).Labels.IsDefault);
    }

    [Fact]
    public void WithPixels_OfAnExample_KeepsAllElse()
    {
        ImagePixels black = new(1, 1, 1, [0]);
        EncodedExample example = Example(1, [7]);

        EncodedExample changed = example.WithPixels(black);

        Assert.Same(black, changed.Pixels);
        Assert.Equal(example.Labels, changed.Labels);
        Assert.Equal(example.Tokens, changed.Tokens);
        Assert.Equal(example.Index, changed.Index);
    }

    [Fact]
    public void Pinned_WithWhatWasExplained_FixesIt()
    {
        InputBatch batch = new([Example(1, default), Example(1, default).WithInput(new LensInput { Target = 9 })]);

        InputBatch pinned = batch.Pinned([new ExplainedTarget(4, 0), new ExplainedTarget(null, null)]);

        Assert.Equal((4, 0), (pinned.Examples[0].Input.Target, pinned.Examples[0].Input.Position));
        Assert.Equal((9, null), (pinned.Examples[1].Input.Target, pinned.Examples[1].Input.Position));
    }

    private static EncodedExample Example(int length, ImmutableArray<int> labels, EncodedExample? decoder = null) =>
        new(5, new LensInput { Labels = labels }, Tokens(length), [.. new int[length]], [.. Enumerable.Repeat(true, length)]) { Decoder = decoder };

    private static ImmutableArray<LensToken> Tokens(int length) => [.. Enumerable.Range(0, length).Select(id => new LensToken(id, $"t{id}", 0..0, false))];
}
