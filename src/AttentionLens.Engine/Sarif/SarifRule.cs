using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>A rule as a SARIF reporting descriptor.</summary>
internal static class SarifRule
{
    public static void Write(Utf8JsonWriter writer, FindingDescriptor rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteString("name", Name(rule));
        SarifText.Write(writer, "shortDescription", rule.Title);
        SarifText.Write(writer, "fullDescription", rule.Description ?? rule.Title);
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", Level(rule.DefaultSeverity));
        if (!rule.EnabledByDefault)
        {
            writer.WriteBoolean("enabled", false);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteString("category", rule.Category);
        writer.WriteString("scope", EnumWord.Of(rule.Scope));
        if (!rule.Sources.IsDefaultOrEmpty)
        {
            writer.Texts("sources", [.. rule.Sources.Select(Spell)]);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Note => "note",
        Severity.Warning => "warning",
        Severity.Error => "error",
        _ => "none",
    };

    private static string Spell(Citation source) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Authors} {source.Year}: {source.Title}");

    // SARIF wants a name that programs can use: the title's words run together.
    private static string Name(FindingDescriptor rule)
    {
        StringBuilder name = new();
        bool isStart = true;
        foreach (char character in rule.Title)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                isStart = true;
                continue;
            }

            name.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = false;
        }

        return name.Length == 0 ? rule.Id : name.ToString();
    }
}
