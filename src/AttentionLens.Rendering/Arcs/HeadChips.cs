using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>The legend of a head view: a chip for each head in its colour, and how weak and strong links look.</summary>
internal sealed class HeadChips
{
    private const double TextSize = 11;
    private const double ChipHeight = 18;
    private const double ChipPitch = 4;
    private const double LineHeight = 24;
    private const double Step = 14;
    private const double StepHeight = 10;
    private readonly string _layer;
    private readonly ImmutableArray<(string Name, double X, double Y, double Width)> _chips;

    /// <param name="layer">The layer.</param>
    /// <param name="heads">The heads.</param>
    /// <param name="width">The width there is.</param>
    public HeadChips(int layer, ImmutableArray<AttentionHead> heads, double width)
    {
        _layer = $"layer {layer}, head";
        double left = (TextWidth.SansEm(_layer) * TextSize) + 10;
        (double x, double y) = (left, 0);
        ImmutableArray<(string, double, double, double)>.Builder chips = ImmutableArray.CreateBuilder<(string, double, double, double)>(heads.Length);
        foreach (AttentionHead head in heads)
        {
            string name = NumberText.Count(head.Head);
            double length = Math.Max(24, (TextWidth.SansEm(name) * TextSize) + 12);
            if (x > left && x + length > width)
            {
                (x, y) = (left, y + LineHeight);
            }

            chips.Add((name, x, y, length));
            x += length + ChipPitch;
        }

        _chips = chips.MoveToImmutable();
        Height = y + (2 * LineHeight) + 8;
    }

    /// <summary>The height with the gap below.</summary>
    public double Height { get; }

    public void Draw(SvgCanvas canvas, ArcSelection selection, ArcStrength strength, ImmutableArray<Rgb> colors, double left, double top)
    {
        canvas.Write(new Label(left, top + 13, _layer, TextSize) { Fill = canvas.Ground.Muted });
        for (int place = 0; place < _chips.Length; place++)
        {
            (string name, double x, double y, double width) = _chips[place];
            canvas.Open("rect").Set("x", left + x).Set("y", top + y).Set("width", width).Set("height", ChipHeight).Set("rx", 4).Set("fill", colors[place].Hex).Close();
            canvas.Write(new Label(left + x + (width / 2), top + y + 13, name, TextSize)
            {
                Anchor = Anchor.Middle,
                IsStrong = true,
                Fill = Ground.InkOn(colors[place]),
            });
        }

        DrawStrength(canvas, selection, strength, left, top + Height - LineHeight - 8);
    }

    private static void DrawStrength(SvgCanvas canvas, ArcSelection selection, ArcStrength strength, double left, double top)
    {
        const string Unit = "probability";
        canvas.Write(new Label(left, top + StepHeight + 1, Unit, TextSize) { Fill = canvas.Ground.Muted });
        double x = left + (TextWidth.SansEm(Unit) * TextSize) + 10;
        string low = NumberText.Short(selection.Minimum);
        canvas.Write(new Label(x, top + StepHeight + 1, low, TextSize) { Fill = canvas.Ground.Muted, IsMono = true });
        x += (TextWidth.Em(low) * TextSize) + 6;
        for (int level = strength.Level(selection.Minimum); level <= ArcStrength.Levels; level++)
        {
            canvas.Open("rect").Set("x", x).Set("y", top).Set("width", Step).Set("height", StepHeight)
                .Set("fill", canvas.Ground.Ink).Set("fill-opacity", ArcStrength.Opacity(level)).Close();
            x += Step;
        }

        canvas.Write(new Label(x + 6, top + StepHeight + 1, NumberText.Short(selection.Maximum), TextSize) { Fill = canvas.Ground.Muted, IsMono = true });
    }
}
