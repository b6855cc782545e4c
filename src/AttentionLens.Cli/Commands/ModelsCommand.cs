using System.CommandLine;
using System.Globalization;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>models list</c> and <c>models show</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create(CliStreams streams) => new("models", "The models and adapters.") { List(streams), Show(streams) };

    private static Command List(CliStreams streams)
    {
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("list", "List the model families that can be loaded, and the sample models.") { json };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            if (parsed.GetValue(json))
            {
                streams.Out.WriteLine(JsonText.Indented(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteStartArray("adapters");
                    foreach (PluginPart<ModelAdapter> adapter in session.Host.ModelAdapters)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("family", adapter.Prototype.Family);
                        writer.WriteString("plugin", adapter.Plugin.Name);
                        writer.WriteString("summary", adapter.Prototype.Summary);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                    writer.WriteStartArray("samples");
                    foreach (string name in SampleModels.Names)
                    {
                        writer.WriteStringValue(name);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }));
                return session.Outcome;
            }

            Tables.Write(
                streams,
                ["family", "plugin", "loads"],
                session.Host.ModelAdapters.Select(adapter => new[] { adapter.Prototype.Family, adapter.Plugin.Name, adapter.Prototype.Summary }));
            streams.Out.WriteLine($"sample models: {(SampleModels.Names.Count == 0 ? "none" : string.Join(", ", SampleModels.Names))}");
            return session.Outcome;
        });
        return command;
    }

    private static Command Show(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<bool> json = new("--json") { Description = "Write JSON." };
        CommonOptions common = new();
        Command command = new("show", "Show a model's card and its hook points.") { model, json };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
            if (parsed.GetValue(json))
            {
                await streams.Out.WriteLineAsync(ModelCardJson.Write(loaded));
                return session.Outcome;
            }

            Tables.Write(streams, ["model", loaded.Card.Name], Facts(loaded.Card).Select(fact => new[] { fact.Name, fact.Value }));
            Tables.Write(
                streams,
                ["hook point", "kind", "shape", "unit"],
                loaded.Hooks.Select(hook => new[] { hook.Name.Value, hook.Kind.ToString(), hook.Spec.ToString(), hook.Spec.Unit }));
            return session.Outcome;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Value)> Facts(ModelCard card)
    {
        yield return ("family", card.Family);
        yield return ("architecture", card.Architecture);
        yield return ("layers", Number(card.Layers));
        yield return ("heads", Number(card.Heads));
        yield return ("width", Number(card.Width));
        yield return ("head width", Number(card.HeadWidth));
        yield return ("MLP width", Number(card.MlpWidth));
        yield return ("vocabulary", Number(card.VocabularySize));
        yield return ("positions", card.MaxPositions is { } positions ? Number(positions) : "unbounded");
        yield return ("parameters", Number(card.ParameterCount));
        if (!card.Labels.IsEmpty)
        {
            yield return ("labels", string.Join(", ", card.Labels));
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
