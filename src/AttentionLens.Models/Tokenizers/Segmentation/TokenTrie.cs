namespace AttentionLens.Models.Tokenizers;

/// <summary>A prefix tree of tokens, for the longest token at a place without cutting strings out of the text.</summary>
internal sealed class TokenTrie
{
    public const int Root = 0;

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<int> _values = [-1];

    public void Add(ReadOnlySpan<char> token, int value)
    {
        int node = Root;
        foreach (char unit in token)
        {
            long edge = Edge(node, unit);
            if (!_edges.TryGetValue(edge, out int next))
            {
                next = _values.Count;
                _edges.Add(edge, next);
                _values.Add(-1);
            }

            node = next;
        }

        _values[node] = value;
    }

    /// <summary>The node that a prefix leads to, or -1.</summary>
    public int Walk(ReadOnlySpan<char> prefix)
    {
        int node = Root;
        foreach (char unit in prefix)
        {
            if (!_edges.TryGetValue(Edge(node, unit), out node))
            {
                return -1;
            }
        }

        return node;
    }

    /// <summary>The length of the longest token that the text begins with, below a node; 0 where there is none.</summary>
    public int LongestMatch(int from, ReadOnlySpan<char> text, out int value)
    {
        int node = from;
        int longest = 0;
        value = -1;
        for (int i = 0; i < text.Length && _edges.TryGetValue(Edge(node, text[i]), out node); i++)
        {
            if (_values[node] >= 0)
            {
                longest = i + 1;
                value = _values[node];
            }
        }

        return longest;
    }

    /// <summary>Goes one unit further down; the value is that of the token that ends there, or -1.</summary>
    public bool TryStep(int from, char unit, out int node, out int value)
    {
        bool found = _edges.TryGetValue(Edge(from, unit), out node);
        value = found ? _values[node] : -1;
        return found;
    }

    private static long Edge(int node, char unit) => ((long)node << 16) | unit;
}
