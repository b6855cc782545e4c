using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>The tokens along one side of a map: those that are attended to, masked ones left out, cut into cells where there are
/// more tokens than cells.</summary>
internal sealed class TokenAxis
{
    private TokenAxis(string title, ImmutableArray<int> positions, ImmutableArray<string> texts, ImmutableArray<int> sentences, int cells)
    {
        Positions = positions;
        Texts = texts;
        Cells = cells;
        Sentences = sentences.IsEmpty ? [] : [.. Enumerable.Range(0, cells).Select(cell => sentences[Start(cell)])];
        Labels = new AxisLabels(title, [.. Enumerable.Range(0, cells).Select(Label)]);
    }

    /// <summary>The tokens' positions, counted from the first that is not padding.</summary>
    public ImmutableArray<int> Positions { get; }

    public ImmutableArray<string> Texts { get; }

    public int Cells { get; }

    public AxisLabels Labels { get; }

    /// <summary>The sentence in which each cell begins, from 0; empty where there is but one.</summary>
    public ImmutableArray<int> Sentences { get; }

    public bool IsPooled => Cells < Positions.Length;

    /// <summary>The most tokens that a cell holds.</summary>
    public int LargestCell => ((Positions.Length - 1) / Cells) + 1;

    public static TokenAxis Of(EncodedExample example, string title, int largest)
    {
        ImmutableArray<int> positions =
            [.. Enumerable.Range(0, example.Length).Where(position => example.Mask[example.Start + position])];
        return new TokenAxis(
            title,
            positions,
            [.. positions.Select(position => example.Tokens[example.Start + position].Text)],
            Maps.Sentences.Of(example, positions),
            Math.Min(positions.Length, largest));
    }

    /// <summary>The index of the first token of a cell; the cell after the last begins behind the last token.</summary>
    public int Start(int cell) => (int)((long)cell * Positions.Length / Cells);

    private string Label(int cell)
    {
        int first = Start(cell);
        int last = Start(cell + 1) - 1;
        return first == last ? Texts[first] : $"{Texts[first]}…{Texts[last]}";
    }
}
