using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Where the tokens of each column stand: below each other in the order of the text, each as high as what it holds.</summary>
internal sealed class FlowColumns
{
    private const double LeastHeight = 200;
    private const double MostHeight = 720;
    private const double HeightOfToken = 14;
    private const double GapsHeight = 160;
    private const double PlotWidth = 900;
    private readonly ImmutableArray<double[]> _tops;
    private readonly ImmutableArray<double[]> _middles;

    public FlowColumns(FlowAmounts amounts, int tokens, int layers)
    {
        double gap = Math.Clamp(GapsHeight / tokens, 1, 8);
        Whole = Math.Clamp(tokens * HeightOfToken, LeastHeight, MostHeight);
        Height = Whole + (gap * (tokens - 1));
        Pitch = Math.Clamp(PlotWidth / layers, 40, 220);
        List<double[]> tops = [];
        List<double[]> middles = [];
        for (int column = 0; column <= layers; column++)
        {
            ReadOnlySpan<double> held = amounts.Held(column);
            double[] top = new double[tokens];
            double[] middle = new double[tokens];
            double y = 0;
            for (int token = 0; token < tokens; token++)
            {
                top[token] = y;
                middle[token] = y + (held[token] * Whole / 2);
                y += (held[token] * Whole) + gap;
            }

            tops.Add(top);
            middles.Add(middle);
        }

        _tops = [.. tops];
        _middles = [.. middles];
    }

    /// <summary>The height of all that flows.</summary>
    public double Whole { get; }

    /// <summary>The height with the gaps between tokens.</summary>
    public double Height { get; }

    /// <summary>The distance from column to column.</summary>
    public double Pitch { get; }

    public double Top(int column, int token) => _tops[column][token];

    public double Middle(int column, int token) => _middles[column][token];

    /// <summary>The labels of one column.</summary>
    public ImmutableArray<(int Index, double Y)> Labels(FlowAmounts amounts, int column, double line) =>
        SpreadLabels.Set(_middles[column], amounts.Held(column), line, Height);
}
