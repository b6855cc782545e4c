using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>An example whose positions can be taken away: all that it reads but special tokens, and what is explained: the position of the answer, or the text of a continuation.</summary>
internal sealed class RemovableInput
{
    private const ulong Orders = 0;
    private const ulong Removals = 1;

    // The value of a position that has no label (LensInput.Labels).
    private const int NoLabel = -100;

    private readonly EncodedExample _example;
    private readonly RemovalMode _mode;
    private readonly LensToken? _filler;

    private RemovableInput(int index, EncodedExample example, RemovalMode mode, LensToken? filler, ImmutableArray<int> positions)
    {
        Index = index;
        _example = example;
        _mode = mode;
        _filler = filler;
        Positions = positions;
    }

    /// <summary>The example's index in the batch.</summary>
    public int Index { get; }

    /// <summary>The positions that can be taken away, or for an image its patches.</summary>
    public ImmutableArray<int> Positions { get; }

    /// <summary>What of an example can be taken away.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="index">The example's index in the batch.</param>
    /// <param name="mode">What becomes of a position.</param>
    /// <param name="keepsLabels">Whether the tokens that are labels are what is explained.</param>
    /// <exception cref="LensInputException">The model has no such token, an image is to be made shorter, or nothing would be left.</exception>
    public static RemovableInput Of(LensModel model, InputBatch batch, int index, RemovalMode mode, bool keepsLabels = false)
    {
        EncodedExample example = batch.Examples[index];
        if (example.Patches is { } grid)
        {
            return mode == RemovalMode.Pad
                ? new RemovableInput(index, example, mode, null, [.. Enumerable.Range(0, grid.Rows * grid.Columns)])
                : throw new LensInputException("A patch of an image can only be made black; choose the removal 'pad'.");
        }

        LensToken? filler = mode switch
        {
            RemovalMode.Mask => new LensToken(model.Inputs.MaskId ?? throw Missing(model, "mask"), "[MASK]", 0..0, IsSpecial: true),
            RemovalMode.Pad => new LensToken(model.Inputs.PadId ?? throw Missing(model, "pad"), "[PAD]", 0..0, IsSpecial: true),
            _ => null,
        };
        bool readsItself = example.Decoder is null;
        ImmutableArray<int> places =
        [
            .. Enumerable.Range(example.Start, example.Length)
                .Where(place => example.Mask[place] && !example.Tokens[place].IsSpecial && !(readsItself && (keepsLabels ? IsLabelled(example, place) : place == example.Input.Position))),
        ];
        return mode != RemovalMode.Delete || places.Length < example.Length
            ? new RemovableInput(index, example, mode, filler, places)
            : throw new LensInputException($"Every token of example {example.Index} could be deleted, and nothing would be left; add special tokens, or choose the removal 'pad' or 'mask'.");
    }

    /// <summary>The example without some of its positions.</summary>
    public InputVariant Without(Subset subset)
    {
        bool[] removed = new bool[_example.Tokens.Length];
        for (int place = 0; place < Positions.Length; place++)
        {
            removed[Positions[place]] = subset.IsRemoved(place);
        }

        EncodedExample changed = _example.Patches is not null ? Blackened(removed) : _mode == RemovalMode.Delete ? Shortened(removed) : Filled(removed);
        return new InputVariant(Index) { Replacement = changed };
    }

    /// <summary>What an answer says of each of <see cref="Positions"/>.</summary>
    public double[] ScoresIn(AttributionResult answer)
    {
        ReadOnlySpan<float> row = answer.Scores.Row(Index);
        double[] scores = new double[Positions.Length];
        for (int place = 0; place < scores.Length; place++)
        {
            scores[place] = row[Positions[place]];
        }

        return scores;
    }

    /// <summary>The positions in random order, as places in <see cref="Positions"/>. It depends on the seed and the example's index in the whole input, not on its batch.</summary>
    public int[] RandomOrder(ulong seed, int sample) => Shuffled(SeededRandom.Stream(seed, Orders, (ulong)_example.Index, (ulong)sample));

    /// <summary>Some positions at random, from one up to all.</summary>
    public Subset RandomRemoval(ulong seed, int sample)
    {
        SeededRandom random = SeededRandom.Stream(seed, Removals, (ulong)_example.Index, (ulong)sample);
        int removed = 1 + random.Next(Positions.Length);
        return new Subset(Positions.Length, Shuffled(random).AsSpan(0, removed));
    }

    private int[] Shuffled(SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, Positions.Length)];
        random.Shuffle(order.AsSpan());
        return order;
    }

    private EncodedExample Filled(bool[] removed) => _example.WithTokens([.. _example.Tokens.Select((token, place) => removed[place] ? _filler!.Value : token)]);

    private EncodedExample Shortened(bool[] removed)
    {
        LensInput input = _example.Decoder is null && _example.Input.Position is { } position
            ? _example.Input with { Position = position - removed.Take(position).Count(gone => gone) }
            : _example.Input;
        EncodedExample shorter = _example.WithInput(input).WithTokens(Kept(_example.Tokens, removed), Kept(_example.TokenTypes, removed), Kept(_example.Mask, removed));
        return _example.Decoder is not null || _example.Labels.IsDefault ? shorter : new EncodedExample(shorter.Index, shorter.Input, shorter.Tokens, shorter.TokenTypes, shorter.Mask)
        {
            Labels = Kept(_example.Labels, removed),
        };
    }

    private static bool IsLabelled(EncodedExample example, int place) =>
        !example.Labels.IsDefault && place < example.Labels.Length && example.Labels[place] != NoLabel;

    private EncodedExample Blackened(bool[] removed)
    {
        PatchGrid grid = _example.Patches!;
        ImagePixels pixels = _example.Pixels!;
        float[] values = [.. pixels.Values];
        for (int patch = 0; patch < Positions.Length; patch++)
        {
            if (!removed[patch])
            {
                continue;
            }

            (int row, int column) = Math.DivRem(patch, grid.Columns);
            for (int line = 0; line < pixels.Channels * grid.Side; line++)
            {
                (int channel, int offset) = Math.DivRem(line, grid.Side);
                int start = (((channel * pixels.Height) + (row * grid.Side) + offset) * pixels.Width) + (column * grid.Side);
                values.AsSpan(start, grid.Side).Clear();
            }
        }

        return _example.WithPixels(new ImagePixels(pixels.Channels, pixels.Height, pixels.Width, [.. values]));
    }

    private static ImmutableArray<T> Kept<T>(ImmutableArray<T> values, bool[] removed) => [.. values.Where((_, place) => !removed[place])];

    private static LensInputException Missing(LensModel model, string word) =>
        new($"Removal '{word}' needs a {word} token, but model '{model.Card.Name}' has none or no tokenizer that says which it is; choose another removal.");
}
