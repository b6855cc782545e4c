using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Rules in JSON. Every rule stands once, in id order; findings and analyzers name it by id.</summary>
internal static class RuleJson
{
    /// <summary>The distinct rules, in id order.</summary>
    public static ImmutableSortedDictionary<string, FindingDescriptor> Collect(IEnumerable<FindingDescriptor> rules)
    {
        ImmutableSortedDictionary<string, FindingDescriptor>.Builder distinct =
            ImmutableSortedDictionary.CreateBuilder<string, FindingDescriptor>(StringComparer.Ordinal);
        foreach (FindingDescriptor rule in rules)
        {
            if (!distinct.TryGetValue(rule.Id, out FindingDescriptor? known))
            {
                distinct.Add(rule.Id, rule);
            }
            else if (known with { Sources = rule.Sources } != rule || !known.Sources.SequenceEqual(rule.Sources))
            {
                throw new LensInputException($"Rule '{rule.Id}' is described in two ways; give every rule an id of its own.");
            }
        }

        return distinct.ToImmutable();
    }

    public static void Write(Utf8JsonWriter writer, FindingDescriptor rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteString("title", rule.Title);
        writer.WriteString("messageFormat", rule.MessageFormat);
        writer.WriteString("category", rule.Category);
        writer.WriteString("defaultSeverity", EnumWord.Of(rule.DefaultSeverity));
        writer.WriteString("scope", EnumWord.Of(rule.Scope));
        if (!rule.EnabledByDefault)
        {
            writer.WriteBoolean("isEnabledByDefault", false);
        }

        writer.Text("description", rule.Description);
        writer.WriteStartArray("sources");
        foreach (Citation source in rule.Sources)
        {
            writer.WriteStartObject();
            writer.WriteString("authors", source.Authors);
            writer.WriteNumber("year", source.Year);
            writer.WriteString("title", source.Title);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static FindingDescriptor Read(JsonNode node)
    {
        node.Only("id", "title", "messageFormat", "category", "defaultSeverity", "scope", "isEnabledByDefault", "description", "sources");
        return new FindingDescriptor(
            node.Property("id").Text(),
            node.Property("title").Text(),
            node.Property("messageFormat").Text(),
            node.Property("category").Text(),
            node.Property("defaultSeverity").Word<Severity>(),
            node.Property("scope").Word<FindingScope>())
        {
            EnabledByDefault = node.Optional("isEnabledByDefault")?.Flag() ?? true,
            Description = node.Optional("description")?.Text(),
            Sources = node.Property("sources").Items(ReadSource),
        };
    }

    /// <summary>Reads all rules by id.</summary>
    public static ImmutableDictionary<string, FindingDescriptor> ReadAll(JsonNode node)
    {
        ImmutableDictionary<string, FindingDescriptor>.Builder rules =
            ImmutableDictionary.CreateBuilder<string, FindingDescriptor>(StringComparer.Ordinal);
        foreach (FindingDescriptor rule in node.Items(Read))
        {
            if (!rules.TryAdd(rule.Id, rule))
            {
                throw new LensInputException(
                    $"'{node.Place}' describes rule '{FailureLine.Clean(rule.Id)}' twice; expected each rule once.");
            }
        }

        return rules.ToImmutable();
    }

    /// <summary>The rule that an id names.</summary>
    public static FindingDescriptor Named(JsonNode node, ImmutableDictionary<string, FindingDescriptor> rules) =>
        rules.TryGetValue(node.Text(), out FindingDescriptor? rule) ? rule : throw node.Wrong("the id of one of the file's rules");

    private static Citation ReadSource(JsonNode node)
    {
        node.Only("authors", "year", "title");
        return new Citation(
            node.Property("authors").Text(), (int)node.Property("year").Integer(int.MinValue, int.MaxValue), node.Property("title").Text());
    }
}
