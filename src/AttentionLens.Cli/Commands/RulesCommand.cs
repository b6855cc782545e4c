using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Cli;

/// <summary><c>rules list</c> and <c>rules show</c>.</summary>
internal static class RulesCommand
{
    public static Command Create(CliStreams streams) => new("rules", "The rules that findings report.") { List(streams), Show(streams) };

    private static Command List(CliStreams streams)
    {
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("list", "List every rule.") { json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            if (parsed.GetValue(json))
            {
                streams.Out.WriteLine(JsonText.Indented(writer =>
                {
                    writer.WriteStartArray();
                    foreach (KnownRule rule in KnownRules.Of(session.Host))
                    {
                        WriteRule(writer, rule);
                    }

                    writer.WriteEndArray();
                }));
                return session.Outcome;
            }

            Tables.Write(
                streams,
                ["id", "severity", "category", "title", "from"],
                KnownRules.Of(session.Host).Select(rule => new[]
                {
                    rule.Descriptor.Id,
                    SeverityNames.Of(rule.Descriptor.DefaultSeverity),
                    rule.Descriptor.Category,
                    rule.Descriptor.Title,
                    rule.Origin,
                }));
            return session.Outcome;
        });
        return command;
    }

    private static Command Show(CliStreams streams)
    {
        Argument<string> id = new("ID") { Description = "The rule's id, for instance AL1003." };
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("show", "Show one rule.") { id, json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            KnownRule rule = KnownRules.Find(session.Host, parsed.GetRequiredValue(id));
            if (parsed.GetValue(json))
            {
                streams.Out.WriteLine(JsonText.Indented(writer => WriteRule(writer, rule)));
                return session.Outcome;
            }

            FindingDescriptor descriptor = rule.Descriptor;
            foreach ((string name, string value) in Facts(rule))
            {
                streams.Out.WriteLine(Printable.Line($"{name}: {value}"));
            }

            return session.Outcome;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Facts(KnownRule rule)
    {
        FindingDescriptor descriptor = rule.Descriptor;
        yield return (descriptor.Id, descriptor.Title);
        yield return ("severity", SeverityNames.Of(descriptor.DefaultSeverity));
        yield return ("category", descriptor.Category);
        yield return ("scope", Word(descriptor.Scope));
        yield return ("from", rule.Origin);
        yield return ("message", descriptor.MessageFormat);
        if (descriptor.Description is { } description)
        {
            yield return ("description", description);
        }

        foreach (Citation source in descriptor.Sources)
        {
            yield return ("source", Text(source));
        }
    }

    private static string Text(Citation source) => string.Create(CultureInfo.InvariantCulture, $"{source.Authors} {source.Year}, {source.Title}");

    private static string Word(FindingScope scope) => JsonNamingPolicy.CamelCase.ConvertName(scope.ToString());

    private static void WriteRule(Utf8JsonWriter writer, KnownRule rule)
    {
        FindingDescriptor descriptor = rule.Descriptor;
        writer.WriteStartObject();
        writer.WriteString("id", descriptor.Id);
        writer.WriteString("title", descriptor.Title);
        writer.WriteString("category", descriptor.Category);
        writer.WriteString("severity", SeverityNames.Of(descriptor.DefaultSeverity));
        writer.WriteString("scope", Word(descriptor.Scope));
        writer.WriteString("from", rule.Origin);
        writer.WriteString("message", descriptor.MessageFormat);
        writer.WriteString("description", descriptor.Description);
        writer.WriteStartArray("sources");
        foreach (Citation source in descriptor.Sources)
        {
            writer.WriteStringValue(Text(source));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
