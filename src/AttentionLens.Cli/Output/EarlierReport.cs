namespace AttentionLens.Cli;

/// <summary>Tells the report of an earlier run, which may be replaced, from a folder that holds something of the user's.</summary>
internal static class EarlierReport
{
    private const string Figures = "figures";
    private static readonly string[] Marks = ["report.json", "findings.sarif"];

    /// <summary>The name of something in a folder that no run wrote, or null where there is none.</summary>
    public static string? Foreign(string folder)
    {
        string[] names = [.. OutputFolder.Names(folder).Order(StringComparer.Ordinal)];
        if (Marks.Except(names, StringComparer.Ordinal).Any())
        {
            return names.FirstOrDefault();
        }

        return names.FirstOrDefault(name => !IsDocument(Path.Combine(folder, name), name) && name != Figures)
            ?? ForeignFigure(Path.Combine(folder, Figures));
    }

    private static bool IsDocument(string path, string name) =>
        File.Exists(path) && (Marks.Contains(name, StringComparer.Ordinal) || Path.GetFileNameWithoutExtension(name) == "report");

    // Pictures in other formats stand beside the drawing that they were made from.
    private static string? ForeignFigure(string figures)
    {
        if (!Directory.Exists(figures))
        {
            return null;
        }

        string[] names = [.. OutputFolder.Names(figures).Order(StringComparer.Ordinal)];
        HashSet<string> drawn = [.. names.Where(name => Path.GetExtension(name) == ".svg").Select(name => Path.GetFileNameWithoutExtension(name))];
        return names.Where(name => !drawn.Contains(Path.GetFileNameWithoutExtension(name)) || !File.Exists(Path.Combine(figures, name)))
            .Select(name => $"{Figures}/{name}")
            .FirstOrDefault();
    }
}
