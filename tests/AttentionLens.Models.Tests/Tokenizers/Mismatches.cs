using System.Text;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Collects what differs from the reference and shows the first ten.</summary>
internal sealed class Mismatches
{
    private const int Shown = 10;

    private readonly List<string> _found = [];
    private int _checked;

    public void Compare<T>(string what, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        _checked++;
        if (!expected.SequenceEqual(actual))
        {
            _found.Add($"{Visible(what)}\n   expected {Visible(string.Join(' ', expected))}\n   actual   {Visible(string.Join(' ', actual))}");
        }
    }

    public void AssertNone(int atLeast)
    {
        Assert.True(_checked >= atLeast, $"only {_checked} comparisons were made; expected at least {atLeast}");
        Assert.True(_found.Count == 0, $"{_found.Count} of {_checked} comparisons differ; the first:\n{string.Join('\n', _found.Take(Shown))}");
    }

    private static string Visible(string text)
    {
        StringBuilder shown = new();
        foreach (char unit in text)
        {
            shown.Append(unit is >= ' ' and <= '~' ? unit.ToString() : $"\\u{(int)unit:x4}");
        }

        return shown.ToString();
    }
}
