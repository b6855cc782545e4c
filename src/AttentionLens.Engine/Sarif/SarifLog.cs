using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>A report's findings as a SARIF 2.1.0 log, for tools that read logs of static analysis. Equal reports give equal bytes;
/// there is no clock and no path of this machine in it.</summary>
/// <remarks>Levels: <see cref="Severity.Hidden"/> is <c>none</c> with kind <c>informational</c>, the others are <c>note</c>,
/// <c>warning</c> and <c>error</c>. Addresses are logical locations. Measures, artefact ids and proposals are in each result's properties.</remarks>
public static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Version = "2.1.0";

    /// <summary>Writes the log.</summary>
    /// <param name="report">The report.</param>
    /// <param name="destination">Takes the bytes, in UTF-8.</param>
    /// <exception cref="LensInputException">Two rules of the report have one id.</exception>
    public static void Write(AnalysisReport report, Stream destination)
    {
        ImmutableSortedDictionary<string, FindingDescriptor> rules = RuleJson.Collect(
            report.Analyzers.SelectMany(analyzer => analyzer.Rules).Concat(report.Findings.Select(finding => finding.Descriptor)));
        using Utf8JsonWriter writer = JsonLayout.Open(destination);
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", Version);
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, report, rules);
        WriteInvocation(writer, report);
        writer.WriteString("columnKind", "utf16CodeUnits");
        WriteResults(writer, report, rules);
        WriteProperties(writer, report);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        JsonLayout.Close(writer, destination);
    }

    private static void WriteTool(
        Utf8JsonWriter writer, AnalysisReport report, ImmutableSortedDictionary<string, FindingDescriptor> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "AttentionLens");
        writer.WriteString("version", report.ToolVersion);
        ReportJson.WriteAll(writer, "rules", [.. rules.Values], SarifRule.Write);
        writer.WriteEndObject();
        ReportJson.WriteAll(writer, "extensions", report.Plugins, PluginJson.Write);
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, AnalysisReport report)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", !report.Analyzers.Any(analyzer => analyzer.IsPartial));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteResults(
        Utf8JsonWriter writer, AnalysisReport report, ImmutableSortedDictionary<string, FindingDescriptor> rules)
    {
        Dictionary<string, int> indices = rules.Keys.Select((id, index) => (id, index))
            .ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
        ReportJson.WriteAll(
            writer, "results", report.Findings, (target, finding) => SarifResult.Write(target, finding, indices[finding.Descriptor.Id]));
    }

    private static void WriteProperties(Utf8JsonWriter writer, AnalysisReport report)
    {
        writer.WriteStartObject("properties");
        writer.WriteString("model", report.Model.Name);
        writer.WriteNumber("exampleCount", report.ExampleCount);
        writer.Texts("analyzers", [.. report.Analyzers.Select(analyzer => analyzer.Name)]);
        writer.WriteEndObject();
    }
}
