using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>A finding as a SARIF result.</summary>
internal static class SarifResult
{
    public static void Write(Utf8JsonWriter writer, Finding finding, int ruleIndex)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Descriptor.Id);
        writer.WriteNumber("ruleIndex", ruleIndex);

        // Source: SARIF 2.1.0, section 3.27.10: a result of kind fail has a level other than none.
        writer.WriteString("kind", finding.Severity == Severity.Hidden ? "informational" : "fail");
        writer.WriteString("level", SarifRule.Level(finding.Severity));
        SarifText.Write(writer, "message", finding.Message);
        WriteLocation(writer, finding.Address);
        WriteProperties(writer, finding);
        writer.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter writer, SiteAddress address)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", address.ToString());
        writer.WriteString("kind", Kind(address));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter writer, Finding finding)
    {
        if (finding.Measures.IsEmpty && finding.Artefacts.IsEmpty && finding.Proposals.IsEmpty && !finding.IsPartial)
        {
            return;
        }

        writer.WriteStartObject("properties");
        if (!finding.Measures.IsEmpty)
        {
            ReportJson.WriteAll(writer, "measures", finding.Measures, FindingJson.Write);
        }

        if (!finding.Artefacts.IsEmpty)
        {
            writer.Texts("artefacts", [.. finding.Artefacts.Select(id => id.Value)]);
        }

        // A SARIF fix is a change of a text file; what changes a model is none.
        FindingJson.WriteProposals(writer, finding);
        if (finding.IsPartial)
        {
            writer.WriteBoolean("isPartial", true);
        }

        writer.WriteEndObject();
    }

    private static string Kind(SiteAddress address) =>
        address.Query is not null || address.Key is not null ? "token"
        : address.Head is not null ? "head"
        : address.Hook is not null ? "hook"
        : address.Example is not null ? "example"
        : "model";
}
