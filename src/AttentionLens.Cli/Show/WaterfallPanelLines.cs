using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>Shows a chart of steps: each bar begins where the one above it ends.</summary>
internal static class WaterfallPanelLines
{
    private const int MostSteps = 48;

    public static void Write(Screen screen, WaterfallPanel panel)
    {
        List<BarLines.Bar> bars = [];
        double place = panel.Start;
        if (panel.Start != 0)
        {
            bars.Add(new BarLines.Bar("start", 0, place, ShownText.Number(place), screen.Faint));
        }

        for (int step = 0; step < panel.Steps.Length && step < MostSteps; step++)
        {
            double next = place + panel.Steps[step];
            bars.Add(new BarLines.Bar(ShownText.Label(panel.Labels[step]), place, next, Signed(panel.Steps[step]), screen.Sign(panel.Steps[step])));
            place = next;
        }

        if (panel.Steps.Length > MostSteps)
        {
            bars.Add(new BarLines.Bar($"… {ShownText.Count(panel.Steps.Length - MostSteps)} more", place, panel.End, Signed(panel.End - place), screen.Faint));
        }

        bars.Add(new BarLines.Bar("sum", 0, panel.End, ShownText.Number(panel.End), screen.Faint));
        screen.Lines(BarLines.Of(screen, bars));
        string whole = panel.Total is { } total
            ? $"; the whole is {Exact(total)}, {ShownText.Number(Math.Abs(panel.End - total))} away"
            : string.Empty;
        screen.Text($"The steps end at {Exact(panel.End)}{(panel.Unit.Length == 0 ? string.Empty : " ")}{panel.Unit}{whole}.", screen.Faint);
    }

    private static string Signed(double step) => step > 0 ? $"+{ShownText.Number(step)}" : ShownText.Number(step);

    private static string Exact(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
