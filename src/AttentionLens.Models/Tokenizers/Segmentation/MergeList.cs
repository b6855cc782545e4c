using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads the merges of a byte-pair vocabulary, in the order of their rank.</summary>
internal sealed class MergeList(Vocabulary vocabulary)
{
    /// <summary>The merges read so far, by <see cref="PairMerge.Key"/>.</summary>
    public Dictionary<long, PairMerge> Merges { get; } = [];

    /// <summary>Adds a merge written as two tokens with one space between.</summary>
    public void Add(string line, string place)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || space == line.Length - 1 || line.IndexOf(' ', space + 1) >= 0)
        {
            throw new LensInputException($"{place}: the merge {Quote.Short(line)} must be two tokens with one space between.");
        }

        Add(line[..space], line[(space + 1)..], place);
    }

    /// <summary>Adds a merge from tokenizer.json: "a b" in older files, ["a", "b"] in newer.</summary>
    public void Add(JsonElement merge, string place)
    {
        if (merge.ValueKind != JsonValueKind.Array)
        {
            Add(ComponentSettings.TextOf(merge, place), place);
            return;
        }

        if (merge.GetArrayLength() != 2)
        {
            throw new LensInputException($"{place} is a list of {merge.GetArrayLength()}; expected the two tokens of a merge.");
        }

        Add(ComponentSettings.TextOf(merge[0], place), ComponentSettings.TextOf(merge[1], place), place);
    }

    private void Add(string left, string right, string place)
    {
        long key = PairMerge.Key(vocabulary.Require(left, place), vocabulary.Require(right, place));
        if (!Merges.TryAdd(key, new PairMerge(Merges.Count, vocabulary.Require(left + right, place))))
        {
            throw new LensInputException($"{place}: the merge of {Quote.Short(left)} and {Quote.Short(right)} stands there twice; keep one.");
        }
    }
}
