using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Importance as a picture.</summary>
public static class ImportanceFigure
{
    // A figure has at most 16 charts.
    private const int MostAgainstEach = 6;
    private const int MostPanels = 16;

    /// <summary>A grid with a row for each layer of each stack, a column for each head, and one for each other kind of unit.</summary>
    /// <param name="result">The scores.</param>
    public static MatrixFigure Of(ImportanceResult result) => Of(result, unit => true, unit => false);

    /// <summary>The grid with the units that are to go outlined.</summary>
    /// <param name="result">The scores.</param>
    /// <param name="removed">The units.</param>
    public static MatrixFigure Before(ImportanceResult result, ImmutableArray<ModelUnit> removed) =>
        Of(result, unit => true, removed.Contains) with { Id = new ArtefactId("pruning/before"), Title = $"Importance by {result.Method}, outlined what goes" };

    /// <summary>The grid of what is left, in the colours of <see cref="Before"/>; what is gone is drawn as missing.</summary>
    /// <param name="result">The scores.</param>
    /// <param name="removed">The units.</param>
    public static MatrixFigure After(ImportanceResult result, ImmutableArray<ModelUnit> removed) =>
        Of(result, unit => !removed.Contains(unit), unit => false) with { Id = new ArtefactId("pruning/after"), Title = $"Importance by {result.Method} of what is left" };

    /// <summary>The scores of each two methods against each other, with Spearman's ρ; of more than six methods the first against each other.</summary>
    /// <param name="results">The scores of each method, of the same units.</param>
    public static ChartFigure ScatterOf(ImmutableArray<ImportanceResult> results)
    {
        int firsts = results.Length > MostAgainstEach ? 1 : results.Length;
        return new ChartFigure(
            new ArtefactId("importance/scatter"),
            "Methods of importance against each other",
            [
                .. from one in Enumerable.Range(0, firsts)
                   from other in Enumerable.Range(one + 1, results.Length - one - 1).Take(MostPanels)
                   select Against(results[one], results[other]),
            ]);
    }

    private static ScatterPanel Against(ImportanceResult one, ImportanceResult other) => new(
        $"{other.Method} against {one.Method}",
        $"{one.Method} ({ImportanceNames.Of(one.Metric)})",
        $"{other.Method} ({ImportanceNames.Of(other.Metric)})",
        [.. one.Units.Zip(other.Units, (left, right) => new ScatterPoint(left.Unit.ToString(), (float)left.Score, (float)right.Score))])
    {
        Subtitle = string.Create(
            CultureInfo.InvariantCulture,
            $"Spearman's ρ {RankCorrelation.Spearman([.. one.Units.Select(unit => unit.Score)], [.. other.Units.Select(unit => unit.Score)]):0.00} over {one.Units.Length} units"),
    };

    private static MatrixFigure Of(ImportanceResult result, Func<ModelUnit, bool> isShown, Func<ModelUnit, bool> isOutlined)
    {
        ImmutableArray<(string Stack, int Layer)> rows = [.. result.Units.Select(unit => (unit.Unit.Stack, unit.Unit.Layer)).Distinct()];
        ImmutableArray<(UnitKind Kind, int? Head)> columns =
        [
            .. result.Units.Select(unit => (unit.Unit.Kind, unit.Unit.Head)).Distinct().OrderBy(column => column.Kind).ThenBy(column => column.Head),
        ];
        float[] values = new float[rows.Length * columns.Length];
        Array.Fill(values, float.NaN);
        List<MatrixCell> outlines = [];
        double least = 0;
        double most = 0;
        foreach (UnitImportance unit in result.Units)
        {
            int row = rows.IndexOf((unit.Unit.Stack, unit.Unit.Layer));
            int column = columns.IndexOf((unit.Unit.Kind, unit.Unit.Head));
            values[(row * columns.Length) + column] = isShown(unit.Unit) ? (float)unit.Score : float.NaN;
            if (isOutlined(unit.Unit))
            {
                outlines.Add(new MatrixCell(row, column));
            }

            least = Math.Min(least, unit.Score);
            most = Math.Max(most, unit.Score);
        }

        bool headsAlone = columns.All(column => column.Kind == UnitKind.Head);
        bool oneStack = rows.All(row => row.Stack == rows[0].Stack);
        return new MatrixFigure(
            new ArtefactId($"importance/{result.Method}"),
            $"Importance by {result.Method}",
            new AxisLabels(oneStack ? "layer" : "stack and layer", [.. rows.Select(row => oneStack ? Number(row.Layer) : $"{row.Stack} {Number(row.Layer)}")]),
            new AxisLabels(
                headsAlone ? "head" : "unit",
                [.. columns.Select(column => column.Head is { } head ? $"{(headsAlone ? string.Empty : "head ")}{Number(head)}" : ModelUnits.WordOf(column.Kind))]),
            [.. values],
            Scale(result, least, most))
        {
            Outlines = [.. outlines],
            Caption = string.Create(
                CultureInfo.InvariantCulture,
                $"Metric {ImportanceNames.Of(result.Metric)}, {result.Baseline:0.####} on the whole model; {result.Examples.Length} {(result.Examples.Length == 1 ? "example" : "examples")}."),
        };
    }

    /// <summary>How far the rankings of methods agree: Spearman's ρ for each two, over all units that they scored.</summary>
    /// <param name="results">The scores of each method, of the same units.</param>
    public static MatrixFigure AgreementOf(ImmutableArray<ImportanceResult> results)
    {
        ImmutableArray<string> names = [.. results.Select(result => result.Method)];
        ImmutableArray<ImmutableArray<double>> scores = [.. results.Select(result => result.Units.Select(unit => unit.Score).ToImmutableArray())];
        return new MatrixFigure(
            new ArtefactId("importance/agreement"),
            "Agreement of methods of importance",
            new AxisLabels("method", names),
            new AxisLabels("method", names),
            [.. scores.SelectMany(one => scores.Select(other => (float)RankCorrelation.Spearman(one, other)))],
            new ColorScale(ColorScaleKind.Diverging, -1, 1, "Spearman's ρ"))
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"Rank correlation of the scores of {results[0].Units.Length} units."),
        };
    }

    private static ColorScale Scale(ImportanceResult result, double least, double most)
    {
        double end = Math.Max(most, -least);
        string unit = $"score ({ImportanceNames.Of(result.Metric)})";
        return end == 0 ? new ColorScale(ColorScaleKind.Sequential, 0, 1, unit)
            : least < 0 ? new ColorScale(ColorScaleKind.Diverging, -end, end, unit)
            : new ColorScale(ColorScaleKind.Sequential, 0, end, unit);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
