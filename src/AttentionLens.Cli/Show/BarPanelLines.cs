namespace AttentionLens.Cli;

/// <summary>Shows a chart of bars from zero.</summary>
internal static class BarPanelLines
{
    private const int MostBars = 24;

    public static void Write(Screen screen, BarPanel panel)
    {
        if (panel.Labels.IsEmpty)
        {
            screen.Text("(no bars)");
            return;
        }

        string[] errors = [.. panel.Labels.Take(MostBars).Select((_, index) => Error(panel, index))];
        int width = errors.Max(error => error.Length);
        BarLines.Bar[] bars =
        [
            .. panel.Labels.Take(MostBars).Select((label, index) => new BarLines.Bar(
                ShownText.Label(label), 0, panel.Values[index], ShownText.Number(panel.Values[index]) + errors[index].PadRight(width), screen.Sign(panel.Values[index]))),
        ];
        screen.Lines(BarLines.Of(screen, bars, panel.Reference));
        screen.Omitted(panel.Labels.Length - bars.Length, "bars");
        string reference = panel.Reference is { } compared ? $"; ┆ {ShownText.Number(compared)}" : string.Empty;
        if (panel.Unit.Length + reference.Length > 0)
        {
            screen.Text($"length: {panel.Unit}{reference}", screen.Faint);
        }
    }

    private static string Error(BarPanel panel, int index) =>
        !panel.Errors.IsEmpty && float.IsFinite(panel.Errors[index]) ? $" ±{ShownText.Number(panel.Errors[index])}" : string.Empty;
}
