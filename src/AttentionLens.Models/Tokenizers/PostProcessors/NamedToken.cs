using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads a special token written as the list of its text and its id.</summary>
internal static class NamedToken
{
    public static int Read(ComponentSettings settings, string name, Vocabulary vocabulary)
    {
        (JsonElement Value, string Place)[] items = [.. settings.Items(name)];
        if (items.Length != 2)
        {
            throw new LensInputException($"{settings.Place}.{name} is a list of {items.Length}; expected a token and its id.");
        }

        string token = ComponentSettings.TextOf(items[0].Value, items[0].Place);
        int id = ComponentSettings.CountOf(items[1].Value, items[1].Place);
        return vocabulary.Require(token, items[0].Place) == id
            ? id
            : throw new LensInputException(
                $"{items[1].Place} gives {Quote.Short(token)} the id {id}; the vocabulary gives it {vocabulary.IdOf(token)}.");
    }
}
