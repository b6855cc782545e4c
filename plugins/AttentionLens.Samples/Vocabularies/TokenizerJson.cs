using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>The parts of tokenizer files that all tokenizers of this plugin have.</summary>
internal static class TokenizerJson
{
    /// <summary>The token of each role.</summary>
    public static void WriteRoles(Utf8JsonWriter json, ImmutableArray<(string Role, string Token)> roles)
    {
        foreach ((string role, string token) in roles)
        {
            json.WriteString(role, token);
        }
    }

    /// <summary>The beginning of <c>tokenizer.json</c>: nothing is cut or filled, and the special tokens have the first ids.</summary>
    public static void WriteStart(Utf8JsonWriter json, ImmutableArray<string> special)
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        for (int id = 0; id < special.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", special[id]);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", false);
            json.WriteBoolean("rstrip", false);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A part that is known by its type alone.</summary>
    public static void WriteType(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    /// <summary>Which special tokens stand around a text, and around two.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="special">The special tokens in the order of their ids.</param>
    /// <param name="single">What is read of one text: <c>A</c>, special tokens around it, and the token type of each.</param>
    /// <param name="pair">What is read of two, <c>A</c> and <c>B</c>.</param>
    public static void WriteTemplates(
        Utf8JsonWriter json, ImmutableArray<string> special, ImmutableArray<(string Id, int Type)> single, ImmutableArray<(string Id, int Type)> pair)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        WriteTemplate(json, "single", special, single);
        WriteTemplate(json, "pair", special, pair);
        json.WriteStartObject("special_tokens");
        foreach (string token in single.Select(part => part.Id).Where(special.Contains).Distinct())
        {
            json.WriteStartObject(token);
            json.WriteString("id", token);
            json.WriteStartArray("ids");
            json.WriteNumberValue(special.IndexOf(token));
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            json.WriteStringValue(token);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The id of each token.</summary>
    public static void WriteVocabulary(Utf8JsonWriter json, ImmutableArray<string> vocabulary)
    {
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Length; id++)
        {
            json.WriteNumber(vocabulary[id], id);
        }

        json.WriteEndObject();
    }

    /// <summary>A model with one token to a word.</summary>
    public static void WriteWordLevel(Utf8JsonWriter json, ImmutableArray<string> vocabulary, string unknown)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "WordLevel");
        WriteVocabulary(json, vocabulary);
        json.WriteString("unk_token", unknown);
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, string name, ImmutableArray<string> special, ImmutableArray<(string Id, int Type)> parts)
    {
        json.WriteStartArray(name);
        foreach ((string id, int type) in parts)
        {
            json.WriteStartObject();
            json.WriteStartObject(special.Contains(id) ? "SpecialToken" : "Sequence");
            json.WriteString("id", id);
            json.WriteNumber("type_id", type);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
