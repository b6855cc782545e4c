using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Tokens one below the other, sentences set apart, labels thinned out where there is no room for all.</summary>
internal sealed class TokenColumn
{
    /// <summary>The gap between labels and what is linked to them.</summary>
    public const double Gap = 7;

    private const double TallestColumn = 1600;
    private const double WidestPitch = 20;
    private const double NarrowestPitch = 3;
    private const double RoomyPitch = 15;
    private const double LongestLabel = 16;
    private const double SentenceGap = 16;
    private const double TitleSize = 11;
    private readonly ImmutableArray<double> _middles;
    private readonly AxisLayout _axis;
    private readonly string _title;
    private readonly string _fullTitle;

    public TokenColumn(AxisLabels labels, ImmutableArray<int> sentences)
    {
        int count = labels.Labels.Length;
        Pitch = Math.Clamp(TallestColumn / Math.Max(1, count), NarrowestPitch, WidestPitch);
        _axis = AxisLayout.ForRows(labels, Pitch, Pitch >= RoomyPitch ? 12 : 10, LongestLabel);
        _fullTitle = _axis.Title.Length > 0 ? _axis.Title : VisibleText.Of(labels.Title);
        _title = Elision.Sans(_fullTitle, LongestLabel * 2);
        Width = Math.Max(_axis.Depth, TextWidth.SansEm(_title) * TitleSize);
        ImmutableArray<double>.Builder middles = ImmutableArray.CreateBuilder<double>(count);
        double y = 0;
        for (int index = 0; index < count; index++)
        {
            y += index > 0 && !sentences.IsEmpty && sentences[index] != sentences[index - 1] ? SentenceGap : 0;
            middles.Add(y + (Pitch / 2));
            y += Pitch;
        }

        _middles = middles.MoveToImmutable();
        Height = y;
    }

    /// <summary>The distance from token to token.</summary>
    public double Pitch { get; }

    public double Width { get; }

    /// <summary>The height of the tokens, without the title above.</summary>
    public double Height { get; }

    /// <summary>The tokens as they can be shown.</summary>
    public ImmutableArray<string> Tokens => _axis.Full;

    /// <summary>How far below the first token's upper edge the middle of a token lies.</summary>
    public double Middle(int token) => _middles[token];

    /// <summary>Draws the labels with the title above them.</summary>
    /// <param name="canvas">The figure.</param>
    /// <param name="x">The edge next to the links.</param>
    /// <param name="y">The upper edge of the first token.</param>
    /// <param name="anchor">Which end of the labels stands at the edge.</param>
    /// <param name="hover">What a token tells when the pointer rests on it.</param>
    public void Draw(SvgCanvas canvas, double x, double y, Anchor anchor, Func<int, string> hover)
    {
        canvas.Write(new Label(x, y - 8, _title, TitleSize) { Anchor = anchor, Fill = canvas.Ground.Muted, Full = _fullTitle });
        for (int index = 0; index < _middles.Length; index += _axis.Step)
        {
            canvas.Write(new Label(x, y + _middles[index] + (0.35 * _axis.TextSize), _axis.Shown[index], _axis.TextSize)
            {
                Anchor = anchor,
                IsMono = true,
                Full = hover(index),
            });
        }
    }
}
