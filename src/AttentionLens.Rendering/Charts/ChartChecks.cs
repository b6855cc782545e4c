using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Refuses charts whose data do not fit together.</summary>
internal static class ChartChecks
{
    private const int MostPanels = 16;
    private const int MostBars = 1024;
    private const int MostCurves = 64;
    private const int MostPoints = 4096;

    public static void Chart(ChartFigure figure)
    {
        if (figure.Panels.IsDefault || figure.Panels.Length > MostPanels)
        {
            throw FigureChecks.Refused(figure, $"has {(figure.Panels.IsDefault ? "no list of" : figure.Panels.Length)} charts; expected up to {MostPanels}; publish several figures");
        }

        foreach (ChartPanel panel in figure.Panels)
        {
            switch (panel)
            {
                case BarPanel bars:
                    Bars(figure, bars);
                    break;
                case CurvePanel curves:
                    Curves(figure, curves);
                    break;
            }
        }
    }

    private static void Bars(ChartFigure figure, BarPanel panel)
    {
        string name = $"chart '{VisibleText.Short(panel.Title)}'";
        if (panel.Labels.IsDefault || panel.Labels.Length > MostBars)
        {
            throw FigureChecks.Refused(figure, $"has {(panel.Labels.IsDefault ? "no list of" : panel.Labels.Length)} bars in {name}; expected up to {MostBars}");
        }

        FigureChecks.Filled(figure, panel.Values, panel.Labels.Length, $"values in {name}", "one for each bar");
        if (panel.Errors.IsDefault || panel.Errors.Length > 0)
        {
            FigureChecks.Filled(figure, panel.Errors, panel.Labels.Length, $"errors in {name}", "one for each bar");
        }

        if (panel.Reference is { } reference && !double.IsFinite(reference))
        {
            throw FigureChecks.Refused(figure, $"compares bars in {name} with {NumberText.Short(reference)}; expected a finite number");
        }
    }

    private static void Curves(ChartFigure figure, CurvePanel panel)
    {
        string chart = $"chart '{VisibleText.Short(panel.Title)}'";
        if (panel.Curves.IsDefault || panel.Curves.Length > MostCurves)
        {
            throw FigureChecks.Refused(figure, $"has {(panel.Curves.IsDefault ? "no list of" : panel.Curves.Length)} curves in {chart}; expected up to {MostCurves}");
        }

        foreach (ChartCurve curve in panel.Curves)
        {
            string name = $"curve '{VisibleText.Short(curve.Name)}' of {chart}";
            if (curve.X.IsDefault || curve.X.Length > MostPoints)
            {
                throw FigureChecks.Refused(figure, $"has {(curve.X.IsDefault ? "no list of" : curve.X.Length)} points on {name}; expected up to {MostPoints}");
            }

            FigureChecks.Filled(figure, curve.Y, curve.X.Length, $"vertical places on {name}", "one for each point");
            if (curve.Lower.IsDefault || curve.Upper.IsDefault || curve.Lower.Length + curve.Upper.Length > 0)
            {
                FigureChecks.Filled(figure, curve.Lower, curve.X.Length, $"lower edges on {name}", "one for each point");
                FigureChecks.Filled(figure, curve.Upper, curve.X.Length, $"upper edges on {name}", "one for each point");
            }

            ImmutableArray<float>[] numbers = [curve.X, curve.Y, curve.Lower, curve.Upper];
            bool rises = Enumerable.Range(1, Math.Max(0, curve.X.Length - 1)).All(place => curve.X[place] > curve.X[place - 1]);
            if (!rises || numbers.Any(list => !list.All(float.IsFinite)))
            {
                throw FigureChecks.Refused(figure, $"has a point on {name} that is not finite or not to the right of the one before; expected finite numbers, rising horizontally");
            }
        }
    }
}
