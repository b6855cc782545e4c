using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

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

            Table table = new Table().AddColumns("id", "severity", "category", "title", "from");
            foreach (KnownRule rule in KnownRules.Of(session.Host))
            {
                table.AddRow(
                    rule.Descriptor.Id,
                    rule.Descriptor.DefaultSeverity.ToString(),
                    Markup.Escape(rule.Descriptor.Category),
                    Markup.Escape(rule.Descriptor.Title),
                    Markup.Escape(rule.Origin));
            }

            session.Tables.Write(table);
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
            streams.Out.WriteLine($"{descriptor.Id}: {descriptor.Title}");
            streams.Out.WriteLine($"severity: {descriptor.DefaultSeverity}");
            streams.Out.WriteLine($"category: {descriptor.Category}");
            streams.Out.WriteLine($"scope: {descriptor.Scope}");
            streams.Out.WriteLine($"from: {rule.Origin}");
            streams.Out.WriteLine($"message: {descriptor.MessageFormat}");
            if (descriptor.Description is { } description)
            {
                streams.Out.WriteLine($"description: {description}");
            }

            foreach (Citation source in descriptor.Sources)
            {
                streams.Out.WriteLine($"source: {source.Authors} {source.Year}, {source.Title}");
            }

            return session.Outcome;
        });
        return command;
    }

    private static void WriteRule(Utf8JsonWriter writer, KnownRule rule)
    {
        FindingDescriptor descriptor = rule.Descriptor;
        writer.WriteStartObject();
        writer.WriteString("id", descriptor.Id);
        writer.WriteString("title", descriptor.Title);
        writer.WriteString("category", descriptor.Category);
        writer.WriteString("severity", SeverityNames.Of(descriptor.DefaultSeverity));
        writer.WriteString("scope", descriptor.Scope.ToString());
        writer.WriteString("from", rule.Origin);
        writer.WriteString("message", descriptor.MessageFormat);
        writer.WriteString("description", descriptor.Description);
        writer.WriteStartArray("sources");
        foreach (Citation source in descriptor.Sources)
        {
            writer.WriteStringValue($"{source.Authors} {source.Year}, {source.Title}");
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
