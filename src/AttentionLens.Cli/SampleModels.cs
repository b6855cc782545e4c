namespace AttentionLens.Cli;

/// <summary>The models that ship with the tool.</summary>
internal static class SampleModels
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The folder of a model: the given one where it exists, else the sample of that name.</summary>
    public static string Resolve(string model)
    {
        if (Directory.Exists(model))
        {
            return model;
        }

        return Names.Contains(model, StringComparer.Ordinal)
            ? Path.Combine(Root, model)
            : throw new LensInputException(
                $"Model '{model}' is neither a folder nor a sample model; sample models: {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
    }
}
