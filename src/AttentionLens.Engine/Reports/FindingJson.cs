using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Findings in JSON.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Descriptor.Id);
        writer.WriteString("severity", EnumWord.Of(finding.Severity));
        writer.WriteString("message", finding.Message);
        SiteJson.Write(writer, "address", finding.Address);
        if (!finding.Measures.IsEmpty)
        {
            writer.WriteStartArray("measures");
            foreach (Measure measure in finding.Measures)
            {
                Write(writer, measure);
            }

            writer.WriteEndArray();
        }

        if (!finding.Artefacts.IsEmpty)
        {
            writer.Texts("artefacts", [.. finding.Artefacts.Select(id => id.Value)]);
        }

        WriteProposals(writer, finding);
        if (finding.IsPartial)
        {
            writer.WriteBoolean("isPartial", true);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the changes that answer a finding, if there are any.</summary>
    public static void WriteProposals(Utf8JsonWriter writer, Finding finding)
    {
        if (finding.Proposals.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("proposals");
        foreach (InterventionProposal proposal in finding.Proposals)
        {
            writer.WriteStartObject();
            writer.WriteString("title", proposal.Title);
            writer.WriteStartArray("interventions");
            foreach (Intervention intervention in proposal.Interventions)
            {
                InterventionJson.Write(writer, intervention);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, Measure measure)
    {
        writer.WriteStartObject();
        writer.WriteString("name", measure.Name);
        writer.Number("value", measure.Value);
        writer.WriteString("unit", measure.Unit);
        if (measure.StandardError is { } error)
        {
            writer.Number("standardError", error);
        }

        writer.WriteEndObject();
    }

    public static Finding Read(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules)
    {
        node.Only("rule", "severity", "message", "address", "measures", "artefacts", "proposals", "isPartial");

        // A message format takes its arguments from the analyzer; here the finished message stands in the file, so none is formatted.
        FindingDescriptor rule = RuleJson.Named(node.Property("rule"), rules);
        return new Finding(rule with { MessageFormat = string.Empty }, SiteJson.Read(node.Optional("address")))
        {
            Descriptor = rule,
            Severity = node.Property("severity").Word<Severity>(),
            Message = node.Property("message").Text(),
            Measures = node.Optional("measures")?.Items(ReadMeasure) ?? [],
            Artefacts = node.Optional("artefacts")?.Items(SiteJson.ReadId) ?? [],
            Proposals = node.Optional("proposals")?.Items(ReadProposal) ?? [],
            IsPartial = node.Optional("isPartial")?.Flag() ?? false,
        };
    }

    private static InterventionProposal ReadProposal(JsonNode node)
    {
        node.Only("title", "interventions");
        return new InterventionProposal(node.Property("title").Text(), node.Property("interventions").Items(item => item.As(InterventionJson.Read)));
    }

    private static Measure ReadMeasure(JsonNode node)
    {
        node.Only("name", "value", "unit", "standardError");
        return new Measure(
            node.Property("name").Text(),
            node.Property("value").Number(),
            node.Property("unit").Text(),
            node.Optional("standardError")?.Number());
    }
}
