using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>An example whose words are truly aligned, and how the positions of a pattern belong to its words. What stands behind no word
/// (special tokens) is a column of its own; words that were cut off count nowhere.</summary>
internal sealed class AlignedExample
{
    private readonly HookName _hook;
    private readonly int _queryCount;
    private readonly ImmutableArray<int>[] _queries;
    private readonly int[] _columnOfKey;
    private readonly HashSet<(int Row, int Column)> _links;

    private AlignedExample(HookName hook, int queryCount, ImmutableArray<int>[] queries, int[] columnOfKey, HashSet<(int, int)> links)
    {
        _hook = hook;
        _queryCount = queryCount;
        _queries = queries;
        _columnOfKey = columnOfKey;
        _links = links;
    }

    /// <summary>The words of the target that have positions.</summary>
    public required ImmutableArray<string> Rows { get; init; }

    /// <summary>The words of the source, and the tokens between them that belong to none.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>Whether each column is a word.</summary>
    public required ImmutableArray<bool> IsWord { get; init; }

    /// <summary>The true links among the words that have positions.</summary>
    public ImmutableArray<MatrixCell> Links => [.. _links.Order().Select(link => new MatrixCell(link.Row, link.Column))];

    /// <summary>The number of true links.</summary>
    public int LinkCount => _links.Count;

    /// <summary>Reads an example; null where no alignment is known, or nothing is left of it.</summary>
    /// <param name="example">The example.</param>
    /// <param name="hook">The pattern that is looked at.</param>
    /// <param name="reading">Where attention is taken.</param>
    /// <exception cref="LensInputException">A link names a word that the text does not have.</exception>
    public static AlignedExample? Of(EncodedExample example, HookPoint hook, WordReading reading)
    {
        LensInput input = example.Input;
        if (input.Alignment.IsDefault || input.Text is not { } text || input.TargetText is not { } target)
        {
            return null;
        }

        IReadOnlyList<(int Start, int End)> sources = WordPlaces.Words(text);
        IReadOnlyList<(int Start, int End)> targets = WordPlaces.Words(target);
        DemandWords(example, sources.Count, targets.Count);
        int[] queryWords = WordPlaces.Of(target, targets, example.InStack(hook.Stack).ValidTokens);
        if (reading == WordReading.Writing)
        {
            queryWords = [.. queryWords.Skip(1), -1];
        }

        ReadOnlySpan<LensToken> keys = example.InStack(hook.KeyStack).ValidTokens;
        int[] keyWords = WordPlaces.Of(text, sources, keys);
        int[] columnOfKey = new int[keys.Length];
        List<string> columns = [];
        List<bool> isWord = [];
        Dictionary<int, int> columnOfWord = [];
        for (int key = 0; key < keys.Length; key++)
        {
            int word = keyWords[key];
            if (word < 0 || !columnOfWord.TryGetValue(word, out int column))
            {
                column = columns.Count;
                columns.Add(word < 0 ? keys[key].Text : text[sources[word].Start..sources[word].End]);
                isWord.Add(word >= 0);
                if (word >= 0)
                {
                    columnOfWord.Add(word, column);
                }
            }

            columnOfKey[key] = column;
        }

        int[] rowWords = [.. queryWords.Where(word => word >= 0).Distinct().Order()];
        HashSet<(int, int)> links =
        [
            .. input.Alignment
                .Where(link => columnOfWord.ContainsKey(link.Source) && Array.BinarySearch(rowWords, link.Target) >= 0)
                .Select(link => (Array.BinarySearch(rowWords, link.Target), columnOfWord[link.Source])),
        ];
        return links.Count == 0 ? null : new AlignedExample(
            hook.Name, queryWords.Length, [.. rowWords.Select(word => Positions(queryWords, word))], columnOfKey, links)
        {
            Columns = [.. columns],
            IsWord = [.. isWord],
            Rows = [.. rowWords.Select(word => target[targets[word].Start..targets[word].End])],
        };
    }

    /// <summary>Whether a word of the target and one of the source are truly linked.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public bool IsLinked(int row, int column) => _links.Contains((row, column));

    /// <summary>A head's attention from words to words: the sum over the keys of a word, the mean over the queries of one.</summary>
    /// <param name="pattern">The pattern, [head, query, key].</param>
    /// <param name="head">The head.</param>
    /// <returns>[row, column].</returns>
    /// <exception cref="LensInputException">The pattern is of another shape.</exception>
    public double[] Map(in ReadOnlyTensorSpan<float> pattern, int head)
    {
        if (pattern.Rank != 3 || pattern.Lengths[1] != _queryCount || pattern.Lengths[2] != _columnOfKey.Length)
        {
            throw new LensInputException(
                $"Hook point '{_hook}' gave a tensor of [{string.Join(", ", pattern.Lengths.ToArray())}] for one example; expected a pattern "
                + $"[head, query {_queryCount}, key {_columnOfKey.Length}]: the model's adapter is at fault.");
        }

        double[] map = new double[Rows.Length * Columns.Length];
        for (int row = 0; row < Rows.Length; row++)
        {
            Span<double> cells = map.AsSpan(row * Columns.Length, Columns.Length);
            foreach (int query in _queries[row])
            {
                ReadOnlySpan<float> weights = pattern.GetSpan((ReadOnlySpan<nint>)[head, query, 0], _columnOfKey.Length);
                for (int key = 0; key < weights.Length; key++)
                {
                    cells[_columnOfKey[key]] += (double)weights[key] / _queries[row].Length;
                }
            }
        }

        return map;
    }

    private static ImmutableArray<int> Positions(int[] words, int word) =>
        [.. Enumerable.Range(0, words.Length).Where(position => words[position] == word)];

    private static void DemandWords(EncodedExample example, int sources, int targets)
    {
        foreach (WordLink link in example.Input.Alignment)
        {
            if (link.Source < 0 || link.Source >= sources || link.Target < 0 || link.Target >= targets)
            {
                throw new LensInputException(
                    $"The alignment of example {example.Input.Id ?? $"{example.Index}"} links word {link.Source} to word {link.Target}; the text "
                    + $"has {sources} words and the target text {targets}, counted from 0 between white space.");
            }
        }
    }
}
