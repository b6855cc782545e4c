using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The parts of one example that are taken away and put back: groups of positions.</summary>
internal sealed class FeaturePlayers
{
    private readonly PathEnd _features;
    private readonly ulong _index;

    private FeaturePlayers(int example, PathEnd features, InputBatch batch, ImmutableArray<ImmutableArray<int>> groups)
    {
        Example = example;
        _index = (ulong)batch.Examples[example].Index;
        _features = features;
        Groups = groups;
    }

    /// <summary>The example's index in the batch.</summary>
    public int Example { get; }

    /// <summary>The positions of each part.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups { get; }

    public int Count => Groups.Length;

    /// <summary>The random numbers of a sample; what they are depends on the example's index in the whole input, not on its batch.</summary>
    public SeededRandom Stream(double seed, int sample) => SeededRandom.Stream((ulong)seed, _index, (ulong)sample);

    /// <summary>Every position of an example is a part of its own; padding is none.</summary>
    public static FeaturePlayers Positions(PathEnd features, InputBatch batch, int example) =>
        new(example, features, batch, [.. ReadPositions(features, batch, example).Select(position => ImmutableArray.Create(position))]);

    /// <summary>Tokens of one word are one part, and so are neighbours that the text writes together; special tokens stand alone.</summary>
    public static FeaturePlayers Words(PathEnd features, InputBatch batch, int example)
    {
        List<List<int>> words = [];
        ImmutableArray<LensToken> tokens = batch.Examples[example].Tokens;
        foreach (int position in ReadPositions(features, batch, example))
        {
            bool joins = words.Count > 0 && position > 0 && Joins(batch.Examples[example], tokens[position - 1], tokens[position]);
            if (joins)
            {
                words[^1].Add(position);
            }
            else
            {
                words.Add([position]);
            }
        }

        return new FeaturePlayers(example, features, batch, [.. words.Select(word => word.ToImmutableArray())]);
    }

    /// <summary>Each run of so many positions is a part; they overlap where the step is shorter.</summary>
    public static FeaturePlayers Windows(PathEnd features, InputBatch batch, int example, int length, int step)
    {
        int[] positions = [.. ReadPositions(features, batch, example)];
        List<ImmutableArray<int>> windows = [];
        for (int start = 0; start == 0 || start + length - step < positions.Length; start += step)
        {
            windows.Add([.. positions.AsSpan(start, Math.Min(length, positions.Length - start))]);
        }

        return new FeaturePlayers(example, features, batch, [.. windows]);
    }

    /// <summary>The example with only some parts present; the others are what the baseline makes of them.</summary>
    public InputVariant With(Func<int, bool> isPresent)
    {
        bool[] absent = new bool[_features.Shape[1]];
        for (int part = 0; part < Groups.Length; part++)
        {
            foreach (int position in isPresent(part) ? [] : Groups[part])
            {
                absent[position] = true;
            }
        }

        return new InputVariant(Example) { Interventions = [new CustomEdit(HookSelector.Of(_features.Hook.Name), (in EditContext context) => Write(absent, FlatSpan.Of(context.Value)))] };
    }

    private void Write(bool[] absent, Span<float> row)
    {
        int width = _features.RowLength / absent.Length;
        ReadOnlySpan<float> baseline = _features.Baseline.AsSpan(_features.RangeOf(Example));
        for (int position = 0; position < absent.Length; position++)
        {
            if (absent[position])
            {
                baseline.Slice(position * width, width).CopyTo(row[(position * width)..]);
            }
        }
    }

    private static IEnumerable<int> ReadPositions(PathEnd features, InputBatch batch, int example)
    {
        EncodedExample read = batch.Examples[example];
        return read.Pixels is not null ? Enumerable.Range(0, features.Shape[1]) : Enumerable.Range(read.Start, read.Length).Where(position => read.Mask[position]);
    }

    private static bool Joins(EncodedExample example, LensToken before, LensToken token) =>
        example.Input.Text is { } text && !before.IsSpecial && !token.IsSpecial
        && before.Source.End.Value == token.Source.Start.Value && token.Source.Start.Value > 0 && token.Source.Start.Value < text.Length
        && char.IsLetterOrDigit(text[token.Source.Start.Value - 1]) && char.IsLetterOrDigit(text[token.Source.Start.Value]);
}
