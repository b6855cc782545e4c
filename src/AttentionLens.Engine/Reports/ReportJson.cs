using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>The JSON form of a report. Equal reports give equal bytes, and reading gives an equal report: numbers have their shortest
/// form that reads back the same, what is not a number is null, infinities are the texts <c>Infinity</c> and <c>-Infinity</c>.</summary>
/// <remarks>Figures of a type that a plugin made keep their name, heading and caption alone: see <see cref="ForeignArtefact"/>.</remarks>
public static class ReportJson
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="destination">Takes the bytes, in UTF-8.</param>
    /// <exception cref="LensInputException">Two rules of the report have one id.</exception>
    public static void Write(AnalysisReport report, Stream destination)
    {
        ImmutableSortedDictionary<string, FindingDescriptor> rules = RuleJson.Collect(
            report.Analyzers.SelectMany(analyzer => analyzer.Rules).Concat(report.Findings.Select(finding => finding.Descriptor)));
        using Utf8JsonWriter writer = JsonLayout.Open(destination);
        writer.WriteStartObject();
        writer.WriteString("schemaVersion", AnalysisReport.SchemaVersion);
        writer.WriteString("toolVersion", report.ToolVersion);
        ModelJson.Write(writer, "model", report.Model);
        WriteAll(writer, "plugins", report.Plugins, PluginJson.Write);
        WriteAll(writer, "analyzers", report.Analyzers, Write);
        writer.WriteNumber("exampleCount", report.ExampleCount);
        WriteAll(writer, "examples", report.Examples, ExampleJson.Write);
        WriteAll(writer, "rules", [.. rules.Values], RuleJson.Write);
        WriteAll(writer, "findings", report.Findings, FindingJson.Write);
        SharedImages images = new();
        WriteAll(writer, "artefacts", report.Artefacts, (artefacts, artefact) => ArtefactJson.Write(artefacts, artefact, images));
        writer.WriteEndObject();
        JsonLayout.Close(writer, destination);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="source">The bytes, possibly from a stranger.</param>
    /// <exception cref="LensInputException">They are not a report of this version.</exception>
    public static AnalysisReport Read(Stream source) => JsonFile.Read(source, "report", Read);

    /// <summary>Writes one figure or table as it stands in a report.</summary>
    /// <param name="artefact">The figure or table.</param>
    /// <param name="destination">Takes the bytes, in UTF-8.</param>
    public static void WriteArtefact(Artefact artefact, Stream destination)
    {
        using Utf8JsonWriter writer = JsonLayout.Open(destination);
        ArtefactJson.Write(writer, artefact);
        JsonLayout.Close(writer, destination);
    }

    /// <summary>Reads one figure or table.</summary>
    /// <param name="source">The bytes, possibly from a stranger.</param>
    /// <exception cref="LensInputException">They are not a figure or table of this version.</exception>
    public static Artefact ReadArtefact(Stream source) => JsonFile.Read(source, "figure", ArtefactJson.Read);

    internal static void WriteAll<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            write(writer, item);

            // The writer holds everything since the last flush in memory.
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    private static AnalysisReport Read(JsonNode node)
    {
        JsonNode version = node.Property("schemaVersion");
        if (version.Text() != AnalysisReport.SchemaVersion)
        {
            throw version.Wrong($"\"{AnalysisReport.SchemaVersion}\"; write the report again with this version");
        }

        node.Only(
            "schemaVersion", "toolVersion", "model", "plugins", "analyzers", "exampleCount", "examples", "rules", "findings", "artefacts");
        ImmutableDictionary<string, FindingDescriptor> rules = RuleJson.ReadAll(node.Property("rules"));
        SharedImages images = new();
        AnalysisReport report = new()
        {
            ToolVersion = node.Property("toolVersion").Text(),
            Model = ModelJson.Read(node.Property("model")),
            Plugins = node.Property("plugins").Items(PluginJson.Read),
            Analyzers = node.Property("analyzers").Items(item => ReadAnalyzer(item, rules)),
            ExampleCount = node.Property("exampleCount").Integer(0, long.MaxValue),
            Examples = node.Property("examples").Items(ExampleJson.Read),
            Findings = node.Property("findings").Items(item => FindingJson.Read(item, rules)),
            Artefacts = node.Property("artefacts").Items(artefact => ArtefactJson.Read(artefact, images)),
        };
        return report.Artefacts.DistinctBy(artefact => artefact.Id).Count() == report.Artefacts.Length
            ? report
            : throw node.Property("artefacts").Wrong("artefacts with an id of their own");
    }

    private static void Write(Utf8JsonWriter writer, AnalyzerRecord analyzer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", analyzer.Name);
        writer.WriteString("plugin", analyzer.Plugin);
        writer.Texts("rules", [.. analyzer.Rules.Select(rule => rule.Id)]);
        writer.WriteNumber("sites", analyzer.Sites);
        writer.WriteNumber("examples", analyzer.Examples);
        writer.WriteBoolean("isPartial", analyzer.IsPartial);
        SweptJson.Write(writer, analyzer.Swept);
        writer.WriteEndObject();
    }

    private static AnalyzerRecord ReadAnalyzer(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules)
    {
        node.Only("name", "plugin", "rules", "sites", "examples", "isPartial", "swept");
        return new AnalyzerRecord(
            node.Property("name").Text(),
            node.Property("plugin").Text(),
            node.Property("rules").Items(item => RuleJson.Named(item, rules)))
        {
            Sites = node.Property("sites").Count(),
            Examples = node.Property("examples").Integer(0, long.MaxValue),
            IsPartial = node.Property("isPartial").Flag(),
            Swept = SweptJson.Read(node),
        };
    }
}
