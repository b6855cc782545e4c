using System.Collections.Frozen;
using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>How the components of one slot of tokenizer.json (say, the pre_tokenizer) are made, by their <c>type</c>.</summary>
internal sealed class ComponentTable<TComponent>(string slot, Dictionary<string, Func<ComponentSettings, TComponent>> makers)
    where TComponent : class
{
    private readonly FrozenDictionary<string, Func<ComponentSettings, TComponent>> _makers =
        makers.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Makes the component that the element describes; <paramref name="impliedType"/> stands in where old files leave the
    /// type out.</summary>
    public TComponent Make(JsonElement element, string place, string? impliedType = null)
    {
        ComponentSettings settings = new(element, place);
        string type = impliedType is null ? settings.Text("type") : settings.OptionalText("type") ?? impliedType;
        if (!_makers.TryGetValue(type, out Func<ComponentSettings, TComponent>? make))
        {
            throw new LensInputException(
                $"{place}: {slot} {Quote.Short(type)} is not supported; "
                + $"supported: {string.Join(", ", _makers.Keys.Order(StringComparer.Ordinal))}.");
        }

        TComponent component = make(settings);
        settings.RejectUnread();
        return component;
    }

    /// <summary>Makes every component of the list that a Sequence holds.</summary>
    public IReadOnlyList<TComponent> MakeAll(ComponentSettings settings, string list) =>
        [.. settings.Items(list).Select(item => Make(item.Value, item.Place))];
}
