using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Numerics;

namespace AttentionLens.Testing.Conformance;

/// <summary>Inputs that a model takes, made from its card and its configuration: odd lengths, a single token, a hole in a mask.</summary>
internal static class SeededInputs
{
    private static readonly int[] Lengths = [7, 3, 1, 5];
    private static readonly int[] DecoderLengths = [3, 5, 2, 1];

    public static ImmutableArray<LensInput> For(LensModel model, ModelFolder folder, ulong seed)
    {
        SeededRandom random = new(seed);
        return model.Hooks.Any(point => point.Kind == HookKind.Pixels) ? Images(folder, random) : Texts(model, random);
    }

    private static ImmutableArray<LensInput> Texts(LensModel model, SeededRandom random)
    {
        if (model.Card.VocabularySize < 3)
        {
            throw new LensInputException(
                $"The card of '{model.Card.Name}' names a vocabulary of {model.Card.VocabularySize} ids, from which no inputs can be made; fill ModelCard.VocabularySize, or give Inputs.");
        }

        bool hasDecoder = model.Hooks.Any(point => point.Stack == "decoder");
        int longest = model.Inputs.MaxLength ?? int.MaxValue;
        bool hasTypes = TakesTypes(model);
        ImmutableArray<LensInput>.Builder inputs = ImmutableArray.CreateBuilder<LensInput>();
        for (int index = 0; index < Lengths.Length; index++)
        {
            int length = Math.Min(Lengths[index], longest);
            inputs.Add(new LensInput
            {
                Id = $"seeded {index}",
                Ids = Ids(model.Card.VocabularySize, length, random),
                TokenTypes = hasTypes && index % 2 == 1 ? [.. Enumerable.Range(0, length).Select(place => place * 2 / length)] : default,
                AttentionMask = index == Lengths.Length - 1 && length > 2 ? [.. Enumerable.Range(0, length).Select(place => place != length / 2)] : default,
                DecoderIds = hasDecoder ? Ids(model.Card.VocabularySize, Math.Min(DecoderLengths[index], longest), random) : default,
            });
        }

        return inputs.DrainToImmutable();
    }

    // The usual special tokens have the first ids or the last: what lies between has no meaning for any model.
    private static ImmutableArray<int> Ids(int vocabulary, int length, SeededRandom random)
    {
        int margin = vocabulary > 12 ? 4 : 0;
        return [.. Enumerable.Range(0, length).Select(_ => margin + random.Next(vocabulary - margin - 1))];
    }

    private static bool TakesTypes(LensModel model)
    {
        try
        {
            model.Inputs.Encode(0, new LensInput { Ids = [1], TokenTypes = [1] }, new EncodeOptions());
            return true;
        }
        catch (LensInputException)
        {
            return false;
        }
    }

    private static ImmutableArray<LensInput> Images(ModelFolder folder, SeededRandom random)
    {
        (int height, int width) = Pair(folder.Config, "image_size");
        int channels = Number(folder.Config, "num_channels") ?? 3;
        return
        [
            .. Enumerable.Range(0, 3).Select(index => new LensInput
            {
                Id = $"seeded {index}",
                Pixels = new ImagePixels(
                    channels, height, width, [.. Enumerable.Range(0, channels * height * width).Select(_ => (float)random.NextNormal())]),
            }),
        ];
    }

    private static (int Height, int Width) Pair(JsonElement config, string key)
    {
        const int Usual = 224;
        if (config.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2
            && Number(value[0]) is { } height && Number(value[1]) is { } width)
        {
            return (height, width);
        }

        int side = Number(config, key) ?? Usual;
        return (side, side);
    }

    private static int? Number(JsonElement config, string key) => config.TryGetProperty(key, out JsonElement value) ? Number(value) : null;

    private static int? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;
}
