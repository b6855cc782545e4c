using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

public sealed class RemovableInputTests
{
    private static readonly FakeModel Model = new() { Mask = 98 };

    [Fact]
    public void Of_SpecialTokensPaddingAndTheExplainedPosition_Stay()
    {
        EncodedExample example = Example([5, 6, 7, 8, 9], new LensInput { Position = 3 }, special: [0], padding: [4]);

        Assert.Equal([1, 2], RemovableInput.Of(Model, new InputBatch([example]), 0, RemovalMode.Pad).Positions.ToArray());
    }

    [Fact]
    public void Of_AnEncoderDecoder_ThePositionIsTheDecoders()
    {
        EncodedExample example = new(0, new LensInput { Position = 1 }, Tokens([5, 6]), [0, 0], [true, true]) { Decoder = Example([1, 2]) };

        Assert.Equal([0, 1], RemovableInput.Of(Model, new InputBatch([example]), 0, RemovalMode.Pad).Positions.ToArray());
    }

    [Fact]
    public void Of_TextThatIsExplained_Stays()
    {
        EncodedExample example = Example([5, 6, 7, 8, 9], new LensInput { Position = 1, Labels = [-100, -100, -100, 8, 9] });

        Assert.Equal([0, 1, 2], RemovableInput.Of(Model, new InputBatch([example]), 0, RemovalMode.Pad, keepsLabels: true).Positions.ToArray());
        Assert.Equal([0, 2, 3, 4], RemovableInput.Of(Model, new InputBatch([example]), 0, RemovalMode.Pad).Positions.ToArray());
    }

    [Fact]
    public void Without_Deleted_LabelsStayWithTheirTokens()
    {
        EncodedExample example = Example([5, 6, 7, 8, 9], new LensInput { Labels = [-100, -100, -100, 8, 9] });
        RemovableInput input = RemovableInput.Of(Model, new InputBatch([example]), 0, RemovalMode.Delete, keepsLabels: true);

        EncodedExample changed = input.Without(new Subset(3, [0, 2])).Replacement!;

        Assert.Equal([6, 8, 9], changed.Tokens.Select(token => token.Id));
        Assert.Equal([-100, 8, 9], changed.Labels.ToArray());
    }

    [Theory]
    [InlineData(RemovalMode.Pad, new[] { 5, 0, 7, 0 })]
    [InlineData(RemovalMode.Mask, new[] { 5, 98, 7, 98 })]
    [InlineData(RemovalMode.Delete, new[] { 5, 7 })]
    public void Without_SomePositions_AreGone(RemovalMode mode, int[] expected)
    {
        EncodedExample changed = Without(Example([5, 6, 7, 8], special: [0]), mode, 1, 3);

        Assert.Equal(expected, changed.Tokens.Select(token => token.Id));
        Assert.Equal(expected.Length, changed.TokenTypes.Length);
        Assert.All(changed.Mask, Assert.True);
    }

    [Fact]
    public void Without_Deleted_TheExplainedPositionMovesAlong()
    {
        EncodedExample changed = Without(Example([5, 6, 7, 8, 9], new LensInput { Position = 3 }), RemovalMode.Delete, 0, 2, 3);

        Assert.Equal([6, 8, 9], changed.Tokens.Select(token => token.Id));
        Assert.Equal(1, changed.Input.Position);
    }

    [Fact]
    public void Without_Patches_AreBlackInEveryChannel()
    {
        EncodedExample changed = Without(Image(), RemovalMode.Pad, 1, 2);

        // Two channels of 4 × 4 pixels, in patches of 2 × 2.
        Assert.Equal(
        [
            1, 2, 0, 0, 5, 6, 0, 0, 0, 0, 11, 12, 0, 0, 15, 16,
            17, 18, 0, 0, 21, 22, 0, 0, 0, 0, 27, 28, 0, 0, 31, 32,
        ], changed.Pixels!.Values.ToArray());
    }

    [Theory]
    [InlineData(RemovalMode.Delete)]
    [InlineData(RemovalMode.Mask)]
    public void Of_AnImageThatWouldBeShorter_IsRefused(RemovalMode mode) =>
        Assert.Contains("only be made black", Assert.Throws<LensInputException>(() => RemovableInput.Of(Model, new InputBatch([Image()]), 0, mode)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_AModelWithoutAMaskToken_IsRefused() => Assert.Contains(
        "needs a mask token",
        Assert.Throws<LensInputException>(() => RemovableInput.Of(new FakeModel(), new InputBatch([Example([1, 2])]), 0, RemovalMode.Mask)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void RandomOrder_PlaceInTheBatch_DoesNotMatter()
    {
        EncodedExample[] examples = [.. Enumerable.Range(0, 4).Select(index => Example([1, 2, 3, 4, 5, 6, 7, 8], index: index))];
        int[] Order(params int[] chosen) => RemovableInput.Of(Model, new InputBatch([.. chosen.Select(index => examples[index])]), Array.IndexOf(chosen, 2), RemovalMode.Pad).RandomOrder(7, 3);

        Assert.Equal(Order(2), Order(3, 1, 2));
        Assert.Equal(Enumerable.Range(0, 8), Order(2).Order());
        Assert.NotEqual(Order(2), RemovableInput.Of(Model, new InputBatch([examples[1]]), 0, RemovalMode.Pad).RandomOrder(7, 3));
    }

    [Fact]
    public void RandomRemoval_ManySamples_TakeAwayFromOneToAll()
    {
        RemovableInput input = RemovableInput.Of(Model, new InputBatch([Example([1, 2, 3, 4])]), 0, RemovalMode.Pad);

        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 100).Select(sample => input.RandomRemoval(0, sample).RemovedCount).Distinct().Order());
    }

    private static EncodedExample Without(EncodedExample example, RemovalMode mode, params int[] positions)
    {
        RemovableInput input = RemovableInput.Of(Model, new InputBatch([example]), 0, mode);
        return input.Without(new Subset(input.Positions.Length, [.. positions.Select(position => input.Positions.IndexOf(position)).Where(place => place >= 0)])).Replacement!;
    }

    private static EncodedExample Image()
    {
        ImmutableArray<LensToken> tokens = Tokens([0, 1, 2, 3, 4]);
        return new EncodedExample(0, new LensInput(), tokens, [0, 0, 0, 0, 0], [true, true, true, true, true])
        {
            Pixels = new ImagePixels(2, 4, 4, [.. Enumerable.Range(1, 32).Select(value => (float)value)]),
            Patches = new PatchGrid(2, 2, 2, 1),
        };
    }

    private static EncodedExample Example(int[] ids, LensInput? input = null, int[]? special = null, int[]? padding = null, long index = 0) =>
        new(index, input ?? new LensInput(), Tokens(ids, special ?? []), [.. ids.Select(_ => 0)], [.. ids.Select((_, place) => !(padding ?? []).Contains(place))]);

    private static ImmutableArray<LensToken> Tokens(int[] ids, params int[] special) => [.. ids.Select((id, place) => new LensToken(id, $"t{id}", default, special.Contains(place)))];
}
