using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads a template that is written out in the file.</summary>
internal static class TemplateProcessing
{
    public static PostProcessor Read(ComponentSettings settings, Vocabulary vocabulary)
    {
        Dictionary<string, IReadOnlyList<int>> specials = new(StringComparer.Ordinal);
        if (settings.OptionalInner("special_tokens") is { } table)
        {
            foreach ((string name, JsonElement value) in table.Properties())
            {
                specials[name] = Ids(new ComponentSettings(value, $"{table.Place}.{Quote.Short(name)}"), vocabulary);
            }
        }

        return new PostProcessor
        {
            Single = Parts(settings, "single", specials, sequences: 1),
            Pair = settings.Find("pair") is null ? PostProcessor.None.Pair : Parts(settings, "pair", specials, sequences: 2),
            HasTemplate = true,
        };
    }

    private static List<int> Ids(ComponentSettings settings, Vocabulary vocabulary)
    {
        settings.Find("id");
        settings.Find("tokens");
        List<int> ids = [];
        foreach ((JsonElement value, string place) in settings.Items("ids"))
        {
            int id = ComponentSettings.CountOf(value, place);
            ids.Add(vocabulary.TryGetToken(id, out _)
                ? id
                : throw new LensInputException($"{place} is {id}, which no token of the vocabulary has."));
        }

        settings.RejectUnread();
        return ids;
    }

    private static List<TemplatePart> Parts(
        ComponentSettings settings, string list, Dictionary<string, IReadOnlyList<int>> specials, int sequences) =>
        [.. settings.Items(list).Select(part => Part(new ComponentSettings(part.Value, part.Place), specials, sequences))];

    private static TemplatePart Part(ComponentSettings part, Dictionary<string, IReadOnlyList<int>> specials, int sequences)
    {
        ComponentSettings? sequence = part.OptionalInner("Sequence");
        ComponentSettings? special = part.OptionalInner("SpecialToken");
        part.RejectUnread();
        if (sequence is null == special is null)
        {
            throw new LensInputException($"{part.Place} must hold either a Sequence or a SpecialToken.");
        }

        ComponentSettings chosen = sequence ?? special!;
        string id = chosen.Text("id");
        int typeId = chosen.Count("type_id", absent: 0);
        chosen.RejectUnread();
        if (special is not null)
        {
            return specials.TryGetValue(id, out IReadOnlyList<int>? ids)
                ? new TemplatePart(null, ids, typeId)
                : throw new LensInputException($"{special.Place} names {Quote.Short(id)}, which special_tokens does not list.");
        }

        int index = id switch { "A" => 0, "B" => 1, _ => sequences };
        return index < sequences
            ? TemplatePart.Text(index, typeId)
            : throw new LensInputException($"{chosen.Place}.id is {Quote.Short(id)}; expected {(sequences == 1 ? "A" : "A or B")}.");
    }
}
