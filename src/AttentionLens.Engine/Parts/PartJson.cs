using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>The JSON form of parts.</summary>
internal static class PartJson
{
    // The numbers of many parts are added up.
    private const long Most = long.MaxValue >> 16;

    public static void Write(AnalysisPart part, Stream destination)
    {
        ImmutableSortedDictionary<string, FindingDescriptor> rules = RuleJson.Collect(
            part.AnalyzerParts.SelectMany(analyzer => new[] { analyzer.Setup, analyzer.Main })
                .SelectMany(results => results.Findings.Select(finding => finding.Descriptor)
                    .Concat(results.Failures.Select(failure => failure.Rule))));
        using Utf8JsonWriter writer = JsonLayout.Open(destination);
        writer.WriteStartObject();
        writer.WriteString("schemaVersion", AnalysisPart.SchemaVersion);
        writer.WriteString("toolVersion", part.ToolVersion);
        ModelJson.Write(writer, "model", part.Model);
        ReportJson.WriteAll(writer, "hooks", [.. part.Hooks], HookJson.Write);
        writer.WriteNumber("firstIndex", part.FirstIndex);
        writer.WriteNumber("exampleCount", part.ExampleCount);
        ReportJson.WriteAll(writer, "examples", part.Examples, ExampleJson.Write);
        ReportJson.WriteAll(writer, "rules", [.. rules.Values], RuleJson.Write);
        ReportJson.WriteAll(writer, "analyzers", part.AnalyzerParts, Write);
        writer.WriteEndObject();
        JsonLayout.Close(writer, destination);
    }

    public static AnalysisPart Read(Stream source) => JsonFile.Read(source, "scan", Read);

    private static AnalysisPart Read(JsonNode node)
    {
        JsonNode version = node.Property("schemaVersion");
        if (version.Text() != AnalysisPart.SchemaVersion)
        {
            throw version.Wrong($"\"{AnalysisPart.SchemaVersion}\"; scan again with this version");
        }

        node.Only("schemaVersion", "toolVersion", "model", "hooks", "firstIndex", "exampleCount", "examples", "rules", "analyzers");
        ImmutableDictionary<string, FindingDescriptor> rules = RuleJson.ReadAll(node.Property("rules"));
        return new AnalysisPart(
            node.Property("examples").Items(ExampleJson.Read), node.Property("analyzers").Items(item => ReadAnalyzer(item, rules)))
        {
            ToolVersion = node.Property("toolVersion").Text(),
            Model = ModelJson.Read(node.Property("model")),
            Hooks = HookJson.ReadAll(node.Property("hooks")),
            FirstIndex = node.Property("firstIndex").Integer(0, Most),
            ExampleCount = node.Property("exampleCount").Integer(0, Most),
        };
    }

    private static void Write(Utf8JsonWriter writer, AnalyzerPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("name", part.Name);
        writer.WriteString("plugin", part.Plugin);
        ReportJson.WriteAll(writer, "options", part.Options, WriteOption);
        writer.WriteNumber("examplesSeen", part.ExamplesSeen);
        SweptJson.Write(writer, part.Swept);
        ResultsJson.Write(writer, "setup", part.Setup);
        ResultsJson.Write(writer, "main", part.Main);
        writer.WriteStartArray("states");
        foreach (ReadOnlyMemory<byte>? state in part.States)
        {
            if (state is { } bytes)
            {
                writer.WriteBase64StringValue(bytes.Span);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static AnalyzerPart ReadAnalyzer(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules)
    {
        node.Only("name", "plugin", "options", "examplesSeen", "swept", "setup", "main", "states");
        return new AnalyzerPart(
            node.Property("name").Text(),
            node.Property("plugin").Text(),
            node.Property("options").Items(ReadOption),
            node.Property("examplesSeen").Integer(0, Most),
            ResultsJson.Read(node.Property("setup"), rules),
            ResultsJson.Read(node.Property("main"), rules),
            node.Property("states").Items(item => item.Kind == JsonValueKind.Null ? (ReadOnlyMemory<byte>?)null : item.Bytes()))
        {
            Swept = SweptJson.Read(node),
        };
    }

    private static void WriteOption(Utf8JsonWriter writer, KeyValuePair<string, string> option)
    {
        writer.WriteStartObject();
        writer.WriteString("name", option.Key);
        writer.WriteString("value", option.Value);
        writer.WriteEndObject();
    }

    private static KeyValuePair<string, string> ReadOption(JsonNode node)
    {
        node.Only("name", "value");
        return new KeyValuePair<string, string>(node.Property("name").Text(), node.Property("value").Text());
    }
}
