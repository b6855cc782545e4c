using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Lays figures side by side: of two models, two inputs or two methods, or of one model before and after.</summary>
public static class FiguresBeside
{
    private const int MostParts = 8;

    /// <summary>The figures that several reports have under the same id, beside one another; sequences are left out.</summary>
    /// <param name="reports">The reports, 2 to 8, each with the name that stands above its figures.</param>
    /// <returns>The figures, in the order of the first report.</returns>
    /// <exception cref="LensInputException">There are fewer or more reports, or they have no such figure in common.</exception>
    public static ImmutableArray<Artefact> OfReports(ImmutableArray<(string Name, AnalysisReport Report)> reports)
    {
        if (reports.Length is < 2 or > MostParts)
        {
            throw new LensInputException($"Reports to lie side by side: {reports.Length}; expected 2 to {MostParts}.");
        }

        ImmutableArray<Dictionary<ArtefactId, Artefact>> all =
            [.. reports.Select(entry => entry.Report.Artefacts.DistinctBy(artefact => artefact.Id).ToDictionary(artefact => artefact.Id))];
        ImmutableArray<Artefact> joined =
        [
            .. reports[0].Report.Artefacts.Select(artefact => artefact.Id).Distinct()
                .Where(id => all.All(figures => figures.TryGetValue(id, out Artefact? figure) && CanLieBeside(figure)))
                .Select(id => Join(id, [.. reports.Zip(all, (entry, figures) => new NamedFigure(entry.Name, figures[id]))])),
        ];
        return joined.IsEmpty
            ? throw new LensInputException("The reports have no figure in common that can lie side by side; expected reports of the same analyzers.")
            : joined;
    }

    /// <summary>Figures of one report beside one another. What their ids share becomes the id, with <c>together</c> behind it; what they do not
    /// share stands above each.</summary>
    /// <param name="figures">The figures, 2 to 8, with ids of their own.</param>
    /// <exception cref="LensInputException">There are fewer or more figures, or a sequence or figures side by side are among them.</exception>
    public static SideBySideFigure OfFigures(ImmutableArray<Artefact> figures)
    {
        if (figures.Length is < 2 or > MostParts)
        {
            throw new LensInputException($"Figures to lie side by side: {figures.Length}; expected 2 to {MostParts}, so choose them by their ids.");
        }

        if (figures.FirstOrDefault(figure => !CanLieBeside(figure)) is Artefact misfit)
        {
            throw new LensInputException($"Figure '{misfit.Id}' cannot lie beside others, because it holds several figures itself; leave it out.");
        }

        ImmutableArray<string[]> ids = [.. figures.Select(figure => figure.Id.Value.Split('/'))];
        ImmutableArray<bool> shared = [.. Enumerable.Range(0, ids.Min(id => id.Length)).Select(place => ids.All(id => id[place] == ids[0][place]))];
        string common = string.Join('/', [.. ids[0].Where((_, place) => place < shared.Length && shared[place]), "together"]);
        return Join(
            new ArtefactId(common),
            [.. figures.Zip(ids, (figure, id) => new NamedFigure(string.Join(' ', id.Where((_, place) => place >= shared.Length || !shared[place])), figure))]);
    }

    private static bool CanLieBeside(Artefact figure) => figure is not (SequenceFigure or SideBySideFigure);

    private static SideBySideFigure Join(ArtefactId id, ImmutableArray<NamedFigure> parts)
    {
        Artefact first = parts[0].Figure;
        SideBySideFigure joined = new(id, string.Join(" / ", parts.Select(part => part.Figure.Title).Distinct(StringComparer.Ordinal)), parts)
        {
            Caption = parts.All(part => part.Figure.Caption == first.Caption) ? first.Caption : string.Empty,
            Address = parts.All(part => part.Figure.Address == first.Address) ? first.Address : default,
        };
        return joined.FindProblem() is string problem ? throw new LensInputException($"Figure '{id}' {problem}.") : joined;
    }
}
