using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Interventions in a JSON file: <c>interventions</c>, a list as <see cref="InterventionJson"/> reads it, and <c>sources</c>, by name either one input, a list of
/// inputs, or the name of a file of inputs beside this one.</summary>
public static class InterventionFile
{
    private const long LargestFile = 64 << 20;
    private const int Deepest = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="labels">The names of the model's classes, which inputs may use in place of their numbers.</param>
    /// <param name="cancellationToken">Cancels between inputs.</param>
    /// <exception cref="LensInputException">The file cannot be read or holds something else; the message says where.</exception>
    public static async ValueTask<InterventionSet> ReadAsync(string path, ImmutableArray<string> labels, CancellationToken cancellationToken = default)
    {
        string name = Path.GetFileName(path);
        using JsonDocument document = Parse(path, name);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("interventions", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new LensInputException($"{name}: expected an object with 'interventions', a list, and perhaps 'sources'.");
        }

        if (root.EnumerateObject().FirstOrDefault(field => field.Name is not ("interventions" or "sources")) is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw new LensInputException($"{name}: '{other.Name}' is not known; expected 'interventions' and 'sources'.");
        }

        ImmutableArray<Intervention> interventions =
            [.. list.EnumerateArray().Select((entry, index) => InterventionJson.Read(entry, FormattableString.Invariant($"{name}, intervention {index + 1}")))];
        ImmutableArray<InterventionSource> sources = [];
        if (root.TryGetProperty("sources", out JsonElement given))
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;
            sources = await SourcesAsync(given, name, folder, labels, cancellationToken);
        }

        if (interventions.Select(InterventionSet.SourceOf).FirstOrDefault(wanted => wanted is not null && !sources.Any(source => source.Name == wanted)) is { } missing)
        {
            throw new LensInputException($"{name}: an intervention takes values from source '{missing}', which 'sources' does not name.");
        }

        return new InterventionSet(interventions, sources);
    }

    private static JsonDocument Parse(string path, string name)
    {
        try
        {
            byte[] bytes = new FileInfo(path).Length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new LensInputException($"{name} is larger than {LargestFile >> 20} MiB; expected a file of interventions.");
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException exception)
        {
            throw new LensInputException($"{name}: not valid JSON at line {exception.LineNumber + 1}; expected an object with 'interventions'.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LensInputException($"Intervention file '{path}' cannot be opened; expected a JSON file with 'interventions'.", exception);
        }
    }

    private static async ValueTask<ImmutableArray<InterventionSource>> SourcesAsync(
        JsonElement given, string name, string folder, ImmutableArray<string> labels, CancellationToken cancellationToken)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw new LensInputException($"{name}: 'sources' is a JSON {given.ValueKind}; expected an object with an input, a list of inputs or a file name for each name.");
        }

        List<InterventionSource> sources = [];
        foreach (JsonProperty source in given.EnumerateObject())
        {
            string where = $"{name}, source '{source.Name}'";
            ImmutableArray<LensInput> inputs = source.Value.ValueKind switch
            {
                JsonValueKind.Object => [InputLine.Read(source.Value.GetRawText(), where, folder, labels)],
                JsonValueKind.Array => [.. source.Value.EnumerateArray().Select(entry => InputLine.Read(entry.GetRawText(), where, folder, labels))],
                JsonValueKind.String => [.. await InputLines.ReadAsync(Path.Combine(folder, source.Value.GetString()!), labels, cancellationToken).ToListAsync(cancellationToken)],
                _ => [],
            };
            sources.Add(inputs.Length > 0 && sources.TrueForAll(earlier => earlier.Name != source.Name)
                ? new InterventionSource(source.Name, inputs)
                : throw new LensInputException($"{where}: expected an input, a list of inputs or the name of a file of inputs, once for each name."));
        }

        return [.. sources];
    }
}
