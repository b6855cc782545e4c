using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>One phase's results in JSON.</summary>
internal static class ResultsJson
{
    public static void Write(Utf8JsonWriter writer, string name, ResultsPart results)
    {
        writer.WriteStartObject(name);
        ReportJson.WriteAll(writer, "findings", results.Findings, FindingJson.Write);
        ReportJson.WriteAll(writer, "findingsLeftOut", [.. results.FindingsLeftOut], WriteLeftOut);
        ReportJson.WriteAll(writer, "artefacts", results.Artefacts, ArtefactJson.Write);
        writer.WriteNumber("artefactsLeftOut", results.ArtefactsLeftOut);
        ReportJson.WriteAll(writer, "failures", results.Failures, WriteFailure);
        writer.WriteEndObject();
    }

    public static ResultsPart Read(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules)
    {
        node.Only("findings", "findingsLeftOut", "artefacts", "artefactsLeftOut", "failures");
        return new ResultsPart(
            node.Property("findings").Items(item => FindingJson.Read(item, rules)),
            node.Property("findingsLeftOut").Items(ReadLeftOut)
                .GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal),
            node.Property("artefacts").Items(ArtefactJson.Read),
            ReadCount(node.Property("artefactsLeftOut")),
            node.Property("failures").Items(item => ReadFailure(item, rules)));
    }

    private static void WriteLeftOut(Utf8JsonWriter writer, KeyValuePair<string, long> leftOut)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", leftOut.Key);
        writer.WriteNumber("count", leftOut.Value);
        writer.WriteEndObject();
    }

    private static KeyValuePair<string, long> ReadLeftOut(JsonNode node)
    {
        node.Only("rule", "count");
        return new KeyValuePair<string, long>(node.Property("rule").Text(), ReadCount(node.Property("count")));
    }

    private static void WriteFailure(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", failure.Rule.Id);
        writer.WriteString("type", failure.Type);
        writer.WriteString("message", failure.Message);
        SiteJson.Write(writer, "address", failure.Address);
        writer.WriteNumber("count", failure.Count);
        writer.WriteEndObject();
    }

    private static Failure ReadFailure(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules)
    {
        node.Only("rule", "type", "message", "address", "count");
        return new Failure(
            RuleJson.Named(node.Property("rule"), rules),
            FailureLine.Clean(node.Property("type").Text()),
            FailureLine.Clean(node.Property("message").Text()),
            SiteJson.Read(node.Optional("address")),
            ReadCount(node.Property("count")));
    }

    // Counts of many parts are added up.
    private static long ReadCount(JsonNode node) => node.Integer(0, long.MaxValue >> 16);
}
