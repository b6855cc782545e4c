using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads the truncation and padding of tokenizer.json; sides that tokenizer_config.json names win.</summary>
internal static class LengthSettings
{
    public static TruncationSettings ReadTruncation(ComponentSettings? settings, TokenizerConfig config)
    {
        TextSide? side = config.TruncationSide;
        if (settings is null)
        {
            return new TruncationSettings { Side = side ?? TextSide.Right };
        }

        TruncationSettings truncation = new()
        {
            MaxLength = settings.Count("max_length"),
            Side = side ?? ReadSide(settings),
            Strategy = Named<TruncationStrategy>(settings, "strategy"),
            Stride = settings.Count("stride", absent: 0),
        };
        ReadSide(settings);
        settings.RejectUnread();
        return truncation;
    }

    public static PaddingSettings ReadPadding(ComponentSettings? settings, TokenizerConfig config)
    {
        TextSide? side = config.PaddingSide;
        if (settings is null)
        {
            return new PaddingSettings { Side = side ?? TextSide.Right };
        }

        // The padding token is a role like any other and comes with the special tokens.
        settings.Find("pad_id");
        settings.Find("pad_token");
        PaddingSettings padding = new()
        {
            Length = FixedLength(settings),
            MultipleOf = settings.Find("pad_to_multiple_of") is null ? null : settings.Count("pad_to_multiple_of"),
            Side = side ?? ReadSide(settings),
            TypeId = settings.Count("pad_type_id", absent: 0),
        };
        ReadSide(settings);
        settings.RejectUnread();
        return padding;
    }

    // "BatchLongest", or an object with the length as "Fixed".
    private static int? FixedLength(ComponentSettings settings)
    {
        JsonElement strategy = settings.Get("strategy");
        if (strategy.ValueKind == JsonValueKind.Object)
        {
            return settings.Inner("strategy").Count("Fixed");
        }

        string name = settings.Text("strategy");
        return name == "BatchLongest" ? null
            : throw new LensInputException(
                $"{settings.Place}.strategy is {Quote.Short(name)}; expected 'BatchLongest' or an object with 'Fixed'.");
    }

    private static TextSide ReadSide(ComponentSettings settings) =>
        settings.Find("direction") is null ? TextSide.Right : Named<TextSide>(settings, "direction");

    private static TEnum Named<TEnum>(ComponentSettings settings, string name)
        where TEnum : struct, Enum
    {
        string text = settings.Text(name);
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (text == value.ToString())
            {
                return value;
            }
        }

        throw new LensInputException(
            $"{settings.Place}.{name} is {Quote.Short(text)}; expected one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }
}
