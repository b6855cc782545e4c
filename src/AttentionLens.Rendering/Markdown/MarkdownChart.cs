using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Writes charts as tables.</summary>
internal static class MarkdownChart
{
    private const int MostPoints = 21;

    public static void Append(MarkdownPage page, ChartFigure figure)
    {
        foreach (ChartPanel panel in figure.Panels)
        {
            page.Heading(4, VisibleText.Of(panel.Title));
            switch (panel)
            {
                case BarPanel bars:
                    Append(page, bars);
                    break;
                case CurvePanel curves:
                    Append(page, curves);
                    break;
                case ScatterPanel scatter:
                    Append(page, scatter);
                    break;
                case WaterfallPanel waterfall:
                    Append(page, waterfall);
                    break;
            }
        }
    }

    private static void Append(MarkdownPage page, BarPanel panel)
    {
        page.Table(
            [("bar", false), (panel.Unit.Length == 0 ? "value" : VisibleText.Of(panel.Unit), true)],
            panel.Labels.Select((label, bar) => (IEnumerable<string>)
            [
                VisibleText.Label(label),
                NumberText.Short(panel.Values[bar])
                    + (panel.Errors.IsEmpty || float.IsNaN(panel.Errors[bar]) ? string.Empty : $" ± {NumberText.Short(panel.Errors[bar])}"),
            ]));
        if (panel.Reference is { } reference)
        {
            page.Paragraph($"Compared with {NumberText.Short(reference)}.");
        }
    }

    private static void Append(MarkdownPage page, WaterfallPanel panel)
    {
        double reached = panel.Start;
        page.Table(
            [("step", false), (panel.Unit.Length == 0 ? "value" : VisibleText.Of(panel.Unit), true), ("reached", true)],
            panel.Labels.Select((label, step) => (IEnumerable<string>)[VisibleText.Label(label), WaterfallText.Signed(panel.Steps[step]), NumberText.Short(reached += panel.Steps[step])]));
        page.Paragraph(WaterfallText.Note(panel));
    }

    private static void Append(MarkdownPage page, ScatterPanel panel)
    {
        if (panel.Subtitle.Length > 0)
        {
            page.Paragraph(VisibleText.Of(panel.Subtitle));
        }

        page.Table(
            [("point", false), (panel.Horizontal.Length == 0 ? "x" : VisibleText.Of(panel.Horizontal), true), (panel.Vertical.Length == 0 ? "y" : VisibleText.Of(panel.Vertical), true)],
            panel.Points.Select(point => (IEnumerable<string>)[VisibleText.Label(point.Label), NumberText.Short(point.X), NumberText.Short(point.Y)]));
    }

    // Points of all curves whose horizontal places are the same stand in one row.
    private static void Append(MarkdownPage page, CurvePanel panel)
    {
        ImmutableArray<float> places = [.. panel.Curves.SelectMany(curve => curve.X).Distinct().Order()];
        int every = Math.Max(1, (places.Length - 1) / (MostPoints - 1));
        page.Table(
            [(panel.Horizontal.Length == 0 ? "x" : VisibleText.Of(panel.Horizontal), true), .. panel.Curves.Select(curve => (VisibleText.Of(curve.Name), true))],
            places.Where((_, index) => index % every == 0 || index == places.Length - 1).Select(place => (IEnumerable<string>)
            [
                NumberText.Short(place),
                .. panel.Curves.Select(curve => curve.X.BinarySearch(place) is >= 0 and var point ? NumberText.Short(curve.Y[point]) : string.Empty),
            ]));
    }
}
